// The first script of the page. It does three things, in this order:
// 1. creates the one Trusted Types policy, before anything can set markup;
// 2. loads the app: the code and the WebAssembly whose names Trunk wrote into <link id="app-code">; but not inside
//    a page of another site, which could lay its own buttons over ours (a policy in <meta> cannot forbid that);
// 3. when that fails, says so in plain words, without the app.
// It is a classic script on purpose: it has to run, or fail visibly, in browsers that cannot run the app.
(function () {
  "use strict";

  // ---- 1. Markup -------------------------------------------------------------------------------------
  // The app builds its page from nodes and text. The only strings it turns into markup are the fixed parts
  // of its own templates, so only harmless markup passes: known elements, known attributes with quoted
  // values, text. Nothing that runs, loads, styles or leaves the page is in the lists.

  var ELEMENTS = set(
    "a abbr address article aside b bdi bdo blockquote br button caption cite code col colgroup data datalist " +
      "dd del details dfn dialog div dl dt em fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header " +
      "hgroup hr i input ins kbd label legend li main mark menu meter nav ol optgroup option output p pre " +
      "progress q rp rt ruby s samp search section select small span strong sub summary sup table tbody td " +
      "textarea tfoot th thead time tr u ul var wbr " +
      "svg g path circle ellipse line polyline polygon rect text tspan title desc defs symbol use marker " +
      "pattern mask clipPath linearGradient radialGradient stop"
  );

  var ATTRIBUTES = set(
    "class id role for type title lang dir hidden tabindex name value placeholder label disabled checked " +
      "readonly required selected multiple open autofocus inert translate spellcheck autocomplete " +
      "autocapitalize autocorrect inputmode enterkeyhint min max step low high optimum minlength maxlength " +
      "pattern size rows cols wrap accept capture list colspan rowspan scope headers span start reversed " +
      "datetime draggable popover popovertarget popovertargetaction novalidate " +
      "xmlns viewBox preserveAspectRatio width height x y x1 y1 x2 y2 dx dy cx cy r rx ry fx fy d points " +
      "pathLength transform fill fill-opacity fill-rule clip-rule clip-path mask stroke stroke-width " +
      "stroke-opacity stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-dashoffset " +
      "vector-effect opacity offset stop-color stop-opacity gradientUnits gradientTransform spreadMethod " +
      "patternUnits patternTransform maskUnits clipPathUnits markerWidth markerHeight markerUnits orient " +
      "refX refY marker-start marker-mid marker-end text-anchor dominant-baseline font-size font-weight " +
      "font-family letter-spacing paint-order shape-rendering focusable"
  );

  // Text, the empty comment that marks a place, a closing tag, or an opening tag with its attributes.
  var TOKEN = /[^<]+|<!>|<!---->|<\/([A-Za-z][A-Za-z0-9]*)>|<([A-Za-z][A-Za-z0-9]*)((?: [A-Za-z][A-Za-z0-9-]*(?:="[^"<]*")?)*) ?\/?>/y;
  var ATTRIBUTE = / ([A-Za-z][A-Za-z0-9-]*)(?:="([^"<]*)")?/g;

  function set(words) {
    var members = Object.create(null);
    words.split(" ").forEach(function (word) {
      members[word] = true;
    });
    return members;
  }

  // The first thing in this markup that is not plainly harmless, or "" when there is none.
  function objection(markup) {
    var at = 0;
    while (at < markup.length) {
      TOKEN.lastIndex = at;
      var token = TOKEN.exec(markup);
      if (!token) return "not understood: " + markup.slice(at, at + 60);
      var element = token[1] || token[2];
      if (element && !ELEMENTS[element]) return "element " + element;
      var attribute;
      ATTRIBUTE.lastIndex = 0;
      while (token[3] && (attribute = ATTRIBUTE.exec(token[3]))) {
        if (!allows(attribute[1], attribute[2] || "")) return "attribute" + attribute[0];
      }
      at = TOKEN.lastIndex;
    }
    return "";
  }

  function allows(name, value) {
    // Links lead to places within this page only; a number written as a character code hides what it is.
    if (name === "href") return /^#[^&]*$/.test(value);
    if (/&#/.test(value) || /url\s*\((?!#)/i.test(value)) return false;
    return ATTRIBUTES[name] === true || /^(?:aria|data)-[a-z0-9-]+$/.test(name);
  }

  // What runs beside the page: the build wrote the names next to those of the app, and no other address passes.
  function isOurWorker(address) {
    var link = document.getElementById("app-code");
    return !!link && (address === link.dataset.offline || address === link.dataset.files);
  }

  function refuse(kind) {
    return function (value) {
      throw new TypeError("refused as " + kind + ": " + String(value).slice(0, 60));
    };
  }

  if (window.trustedTypes) {
    window.trustedTypes.createPolicy("default", {
      createHTML: function (markup) {
        var reason = objection(markup);
        if (reason) throw new TypeError("refused as markup, " + reason);
        return markup;
      },
      createScript: refuse("script"),
      createScriptURL: function (address) {
        return isOurWorker(address) ? address : refuse("address of a script")(address);
      },
    });
  }

  // ---- 2. Loading ------------------------------------------------------------------------------------

  var READY = new Promise(function (resolve) {
    if (document.readyState !== "loading") resolve();
    else document.addEventListener("DOMContentLoaded", resolve);
  });

  READY.then(function () {
    var hint = document.getElementById("boot-old");
    if (hint) hint.remove();
  });

  load().then(
    function () {
      var boot = document.getElementById("boot");
      if (boot) boot.remove();
    },
    function (failure) {
      READY.then(function () {
        show(failure.kind || "start", failure.cause || failure);
      });
    }
  );

  // Whether the page stands in a page of another site; one's own may show it.
  function isFramedByOthers() {
    try {
      return window.top.location.origin !== location.origin;
    } catch (_) {
      return true;
    }
  }

  function load() {
    if (isFramedByOthers()) return Promise.reject({ kind: "framed", cause: location.href });
    if (typeof WebAssembly !== "object" || typeof fetch !== "function") {
      return Promise.reject({ kind: "old", cause: "WebAssembly" });
    }
    var link = document.getElementById("app-code");
    var code = import(link.href);
    var wasm = fetch(link.dataset.wasm).then(function (response) {
      if (!response.ok) throw new Error(response.status + " " + response.url);
      return response;
    });
    return Promise.all([code, wasm, READY]).then(
      function (got) {
        return got[0].default({ module_or_path: got[1] }).catch(function (cause) {
          throw { kind: kindOf(cause), cause: cause };
        });
      },
      function (cause) {
        throw { kind: cause instanceof SyntaxError ? "old" : "fetch", cause: cause };
      }
    );
  }

  // A TypeError here is a download that broke off: the bytes arrive while they are being compiled.
  function kindOf(cause) {
    if (cause instanceof WebAssembly.CompileError || cause instanceof WebAssembly.LinkError) return "old";
    return cause instanceof TypeError ? "fetch" : "start";
  }

  // ---- 3. Failing in plain words ---------------------------------------------------------------------

  function words(kind) {
    return {
      old: [
        "这个浏览器运行不了公评，或者下载的文件坏了。",
        "请换用 2022 年或以后的 Chrome、Edge、Firefox 或 Safari 打开同一网址。",
        "This browser cannot run Gongping, or a file arrived damaged.",
        "Open the same address in Chrome, Edge, Firefox or Safari from 2022 or later.",
      ],
      fetch: [
        "公评的文件没有下载完整。",
        "请检查网络后重新打开；如果一直这样，请告诉提供这个网址的人。",
        "The files of Gongping did not arrive whole.",
        "Check the network and reload; if it stays so, tell whoever provides this address.",
      ],
      framed: [
        "公评不在别的网站的页面里运行，以免有人借它的外观骗您点击。",
        "请在新的标签页里直接打开下面的网址。",
        "Gongping does not run inside a page of another site, which could lead your clicks astray.",
        "Open the address below in a tab of its own.",
      ],
      start: [
        "公评在启动时停住了。",
        "请重新打开；如果一直这样，请换用 2022 年或以后的浏览器。",
        "Gongping stopped while it was starting.",
        "Reload; if it stays so, use a browser from 2022 or later.",
      ],
    }[kind];
  }

  function show(kind, cause) {
    // The app explains its own panics; one explanation is enough.
    if (document.getElementById("crash")) return;
    var text = words(kind);
    var boot = document.getElementById("boot") || document.body.appendChild(document.createElement("div"));
    boot.id = "crash";
    boot.textContent = "";
    var panel = add(boot, "div", "");
    panel.setAttribute("role", "alert");
    add(panel, "h1", text[0]);
    add(panel, "p", text[1] + "已经保存在这台设备上的内容没有改动。");
    var english = add(panel, "p", text[2] + " " + text[3] + " What is saved on this device has not changed.");
    english.lang = "en";
    var again = add(panel, "button", "重新打开 Reload");
    again.type = "button";
    again.className = "btn primary";
    add(panel, "pre", String(cause));
    again.focus();
  }

  // The button below an explanation, ours or the app's.
  document.addEventListener("click", function (event) {
    if (event.target instanceof Element && event.target.closest("#crash .primary")) reload();
  });

  // A version that does not start must not stand in the way of the next one: where one waits, it takes over. Nothing is
  // open that could be lost.
  function reload() {
    var workers = navigator.serviceWorker;
    var found = workers ? workers.getRegistration() : Promise.resolve();
    var go = function () {
      location.reload();
    };
    found.then(function (registration) {
      if (!registration || !registration.waiting) return go();
      workers.addEventListener("controllerchange", go);
      registration.waiting.postMessage("skip");
    }, go);
  }

  function add(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text;
    return parent.appendChild(element);
  }
})();
