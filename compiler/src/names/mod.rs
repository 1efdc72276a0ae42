//! Files, imports, names → linked bundle. Afterwards it is true that: every word stands where the schema allows it,
//! and every name of a department, material, item or joint action is a position.

pub mod acknowledged;
pub mod from_syntax;
pub mod limit;
pub mod linked;
mod load;
mod namespace;
mod place;
pub mod profile;
mod resolve;
mod resolve_desk;
mod resolve_flow;
mod resolve_form;
mod resolve_materials;
mod resolve_moments;
mod resolve_profile;
mod resolve_rows;
pub mod rule;
pub mod schema;
pub mod surface;

pub use load::{Imported, Loaded, MAX_IMPORT_DEPTH, SourceFile, load};
pub use namespace::{Entity, Externals, Kind, Namespace};
pub use place::{FileId, Name, Place, Span, Spanned};
pub use resolve::{MAX_ITEMS, MAX_QUESTIONS, link};
pub use resolve_form::MAX_FIELDS;
pub use resolve_profile::check as check_profiles;
