//! The rubrics that ship with the app.
