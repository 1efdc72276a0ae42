//! Diagnostics: one file per code, each with both languages, its page, an example and the example put right.
//!
//! To add a code: a file `e0xxx_name.rs` with `pub const INFO: CodeInfo` and one constructor, a `pub mod` line and a
//! line in [`CODES`] here. A test walks [`CODES`] and holds every example to its code.

mod code;
mod diagnostic;
pub(crate) mod semantic;

pub mod e0001_binary_file;
pub mod e0002_not_utf8;
pub mod e0003_empty_file;
pub mod e0004_file_too_large;
pub mod e0005_nesting_too_deep;
pub mod e0006_too_many_terms;
pub mod e0007_too_many_findings;
pub mod e0008_formatter_disagrees;
pub mod e0009_unreadable_file;
pub mod e0010_more_findings;
pub mod e0101_unreadable;
pub mod e0102_unclosed_block;
pub mod e0103_extra_brace;
pub mod e0104_unclosed_name;
pub mod e0105_unclosed_text;
pub mod e0106_unmatched_parenthesis;
pub mod e0108_dangling_mark;
pub mod e0109_number_out_of_range;
pub mod e0110_too_many_decimals;
pub mod e0111_unknown_unit;
pub mod e0112_name_too_long;
pub mod e0113_empty_name;
pub mod e0114_foreign_operator;
pub mod e0115_grouped_digits;
pub mod e0116_impossible_time;
pub mod e0118_missing_brace;
pub mod e0119_missing_separator;
pub mod e0120_other_language;
pub mod e0121_language_first;
pub mod e0201_unknown_property;
pub mod e0202_duplicate_property;
pub mod e0203_missing_property;
pub mod e0204_unexpected_words;
pub mod e0205_name_clash;
pub mod e0206_unknown_name;
pub mod e0207_unknown_module;
pub mod e0208_import_cycle;
pub mod e0209_unknown_material;
pub mod e0210_missing_producer;
pub mod e0211_item_twice_in_flow;
pub mod e0212_wrong_kind_of_name;
pub mod e0214_too_many;
pub mod e0215_ambiguous_import;
pub mod e0216_misplaced_step;
pub mod e0217_no_items;
pub mod e0220_no_base;
pub mod e0221_base_cycle;
pub mod e0222_not_in_base;
pub mod e0223_given_parameter;
pub mod e0224_unknown_qualifier;
pub mod e0225_template_arguments;
pub mod e0226_conflicting_definitions;
pub mod e0228_two_open_steps;
pub mod e0229_include_cycle;
pub mod e0231_for_each;
pub mod e0234_unknown_case_class;
pub mod e0235_acknowledged;
pub mod e0301_unit_mismatch;
pub mod e0302_wrong_unit;
pub mod e0303_incomparable;
pub mod e0304_unknown_choice;
pub mod e0305_mixed_and_or;
pub mod e0306_malformed_condition;
pub mod e0307_too_deep;
pub mod e0308_not_whole;
pub mod e0309_no_such_date;
pub mod e0310_unanswered;
pub mod e0311_test_order;
pub mod e0312_inadmissible_answer;
pub mod e0313_bad_answers;
pub mod e0314_test_target;
pub mod e0315_later_question;
pub mod e0316_not_asked;
pub mod e0317_laws_disagree;
pub mod e0318_levels;
pub mod e0319_no_roll;
pub mod e0320_vague_bound;
pub mod e0321_no_period;
pub mod e0322_no_single_choice;
pub mod e0323_settled_date;
pub mod e0324_table_input;
pub mod e0325_table_result;
pub mod e0326_incomplete_table;
pub mod e0327_overlapping_rows;
pub mod e0328_table_too_large;
pub mod e0401_broken_promise;
pub mod e0402_above_statutory;
pub mod e0403_no_limit;
pub mod e0404_joint_above_promise;
pub mod e0405_joint_unit;
pub mod e0406_circular_proof;
pub mod e0407_flow_cycle;
pub mod e0408_joint_needs_participant;
pub mod e0409_immediate_with_limit;
pub mod e0410_tolerance_source;
pub mod e0411_undecided_promise;
pub mod e0412_internal;
pub mod e0413_bad_choice_group;
pub mod e0414_bad_replacement;
pub mod e0416_intake_too_long;
pub mod e0420_steps_above_promise;
pub mod e0421_step_unit;
pub mod e0422_too_few_to_join;
pub mod e0423_after_otherwise;
pub mod e0424_needs_cancelled;
pub mod e0425_misplaced_cancel;
pub mod e0426_late_holds_up;
pub mod e0427_late_and_veto;
pub mod e0428_start_contradicts;
pub mod e0429_no_rounds;
pub mod e0430_no_rework;
pub mod e0434_too_few_inspectors;
pub mod e0435_no_commitment;
pub mod e0436_no_check;
pub mod e0437_abolished;
pub mod e0438_filed_licence;
pub mod e0440_stop_without_basis;
pub mod e0441_counts_anyway;
pub mod e0442_extension_above_cap;
pub mod e0443_extends_nothing;
pub mod e0444_suspension_without_basis;
pub mod e0450_silence_without_basis;
pub mod e0451_deemed_licence;
pub mod e0452_silence_out_of_place;
pub mod e0453_ends_before_it_begins;
pub mod e0454_no_moment;
pub mod e0460_receipt_after_closing;
pub mod e0461_two_profiles;
pub mod e0462_receipt_of_items;
pub mod e0463_inspect_together;
pub mod e0464_looser_limit;
pub mod e0465_heavier_burden;
pub mod e0466_not_the_same;
pub mod e0467_less_is_given;
pub mod e0480_before_not_the_sum;
pub mod e0481_told_otherwise;
pub mod e0482_expires_before_use;
pub mod e0483_bad_medium;
pub mod e0484_field_twice;
pub mod e0485_bad_validity;
pub mod e0486_bad_key;
pub mod e0490_quorum;
pub mod e0491_contradiction;
pub mod e0492_absence_without_basis;
pub mod e0493_crossing_joints;
pub mod e0494_no_power;
pub mod e0495_role_of_another_department;
pub mod e0496_wrong_office;
pub mod e0497_idle_permission;
pub mod e0498_mandate;
pub mod e0499_forwarding;
pub mod w0107_invisible_character;
pub mod w0120_old_spelling;
pub mod w0236_no_such_warning;
pub mod w0320_idle_row;
pub mod w0321_unused_result;
pub mod w0401_duplicate_proof;
pub mod w0402_catch_all;
pub mod w0403_unused_material;
pub mod w0404_delivery_channel;
pub mod w0405_repeated_need;
pub mod w0406_idle_joint;
pub mod w0407_no_promise;
pub mod w0408_never_applies;
pub mod w0409_producer_absent;
pub mod w0410_tolerance_beyond_limit;
pub mod w0415_same_entry;
pub mod w0421_unknown_kind;
pub mod w0422_equal_titles;
pub mod w0423_nothing_expected;
pub mod w0440_not_told;
pub mod w0441_nothing_excluded;
pub mod w0450_applicant_without_basis;
pub mod w0451_idle_level;
pub mod w0460_tolerance_commitment;
pub mod w0461_everything_missing;
pub mod w0480_original_held_twice;
pub mod w0481_issuer_at_hand;
pub mod w0482_unused_field;
pub mod w0483_original_without_window;
pub mod w0484_doubtful_content;

pub use code::{CodeInfo, Example, Words};
pub use diagnostic::{Diagnostic, Edit, FileId, Fix, Label, Lang, Severity, Text, sort};

/// All codes, ascending.
pub static CODES: &[&CodeInfo] = &[
    &e0001_binary_file::INFO,
    &e0002_not_utf8::INFO,
    &e0003_empty_file::INFO,
    &e0004_file_too_large::INFO,
    &e0005_nesting_too_deep::INFO,
    &e0006_too_many_terms::INFO,
    &e0007_too_many_findings::INFO,
    &e0008_formatter_disagrees::INFO,
    &e0009_unreadable_file::INFO,
    &e0010_more_findings::INFO,
    &e0101_unreadable::INFO,
    &e0102_unclosed_block::INFO,
    &e0103_extra_brace::INFO,
    &e0104_unclosed_name::INFO,
    &e0105_unclosed_text::INFO,
    &e0106_unmatched_parenthesis::INFO,
    &e0108_dangling_mark::INFO,
    &e0109_number_out_of_range::INFO,
    &e0110_too_many_decimals::INFO,
    &e0111_unknown_unit::INFO,
    &e0112_name_too_long::INFO,
    &e0113_empty_name::INFO,
    &e0114_foreign_operator::INFO,
    &e0115_grouped_digits::INFO,
    &e0116_impossible_time::INFO,
    &e0118_missing_brace::INFO,
    &e0119_missing_separator::INFO,
    &e0120_other_language::INFO,
    &e0121_language_first::INFO,
    &e0201_unknown_property::INFO,
    &e0202_duplicate_property::INFO,
    &e0203_missing_property::INFO,
    &e0204_unexpected_words::INFO,
    &e0205_name_clash::INFO,
    &e0206_unknown_name::INFO,
    &e0207_unknown_module::INFO,
    &e0208_import_cycle::INFO,
    &e0209_unknown_material::INFO,
    &e0210_missing_producer::INFO,
    &e0211_item_twice_in_flow::INFO,
    &e0212_wrong_kind_of_name::INFO,
    &e0214_too_many::INFO,
    &e0215_ambiguous_import::INFO,
    &e0216_misplaced_step::INFO,
    &e0217_no_items::INFO,
    &e0220_no_base::INFO,
    &e0221_base_cycle::INFO,
    &e0222_not_in_base::INFO,
    &e0223_given_parameter::INFO,
    &e0224_unknown_qualifier::INFO,
    &e0225_template_arguments::INFO,
    &e0226_conflicting_definitions::INFO,
    &e0228_two_open_steps::INFO,
    &e0229_include_cycle::INFO,
    &e0231_for_each::INFO,
    &e0234_unknown_case_class::INFO,
    &e0235_acknowledged::INFO,
    &e0301_unit_mismatch::INFO,
    &e0302_wrong_unit::INFO,
    &e0303_incomparable::INFO,
    &e0304_unknown_choice::INFO,
    &e0305_mixed_and_or::INFO,
    &e0306_malformed_condition::INFO,
    &e0307_too_deep::INFO,
    &e0308_not_whole::INFO,
    &e0309_no_such_date::INFO,
    &e0310_unanswered::INFO,
    &e0311_test_order::INFO,
    &e0312_inadmissible_answer::INFO,
    &e0313_bad_answers::INFO,
    &e0314_test_target::INFO,
    &e0315_later_question::INFO,
    &e0316_not_asked::INFO,
    &e0317_laws_disagree::INFO,
    &e0318_levels::INFO,
    &e0319_no_roll::INFO,
    &e0320_vague_bound::INFO,
    &e0321_no_period::INFO,
    &e0322_no_single_choice::INFO,
    &e0323_settled_date::INFO,
    &e0324_table_input::INFO,
    &e0325_table_result::INFO,
    &e0326_incomplete_table::INFO,
    &e0327_overlapping_rows::INFO,
    &e0328_table_too_large::INFO,
    &e0401_broken_promise::INFO,
    &e0402_above_statutory::INFO,
    &e0403_no_limit::INFO,
    &e0404_joint_above_promise::INFO,
    &e0405_joint_unit::INFO,
    &e0406_circular_proof::INFO,
    &e0407_flow_cycle::INFO,
    &e0408_joint_needs_participant::INFO,
    &e0409_immediate_with_limit::INFO,
    &e0410_tolerance_source::INFO,
    &e0411_undecided_promise::INFO,
    &e0412_internal::INFO,
    &e0413_bad_choice_group::INFO,
    &e0414_bad_replacement::INFO,
    &e0416_intake_too_long::INFO,
    &e0420_steps_above_promise::INFO,
    &e0421_step_unit::INFO,
    &e0422_too_few_to_join::INFO,
    &e0423_after_otherwise::INFO,
    &e0424_needs_cancelled::INFO,
    &e0425_misplaced_cancel::INFO,
    &e0426_late_holds_up::INFO,
    &e0427_late_and_veto::INFO,
    &e0428_start_contradicts::INFO,
    &e0429_no_rounds::INFO,
    &e0430_no_rework::INFO,
    &e0434_too_few_inspectors::INFO,
    &e0435_no_commitment::INFO,
    &e0436_no_check::INFO,
    &e0437_abolished::INFO,
    &e0438_filed_licence::INFO,
    &e0440_stop_without_basis::INFO,
    &e0441_counts_anyway::INFO,
    &e0442_extension_above_cap::INFO,
    &e0443_extends_nothing::INFO,
    &e0444_suspension_without_basis::INFO,
    &e0450_silence_without_basis::INFO,
    &e0451_deemed_licence::INFO,
    &e0452_silence_out_of_place::INFO,
    &e0453_ends_before_it_begins::INFO,
    &e0454_no_moment::INFO,
    &e0460_receipt_after_closing::INFO,
    &e0461_two_profiles::INFO,
    &e0462_receipt_of_items::INFO,
    &e0463_inspect_together::INFO,
    &e0464_looser_limit::INFO,
    &e0465_heavier_burden::INFO,
    &e0466_not_the_same::INFO,
    &e0467_less_is_given::INFO,
    &e0480_before_not_the_sum::INFO,
    &e0481_told_otherwise::INFO,
    &e0482_expires_before_use::INFO,
    &e0483_bad_medium::INFO,
    &e0484_field_twice::INFO,
    &e0485_bad_validity::INFO,
    &e0486_bad_key::INFO,
    &e0490_quorum::INFO,
    &e0491_contradiction::INFO,
    &e0492_absence_without_basis::INFO,
    &e0493_crossing_joints::INFO,
    &e0494_no_power::INFO,
    &e0495_role_of_another_department::INFO,
    &e0496_wrong_office::INFO,
    &e0497_idle_permission::INFO,
    &e0498_mandate::INFO,
    &e0499_forwarding::INFO,
    &w0107_invisible_character::INFO,
    &w0120_old_spelling::INFO,
    &w0236_no_such_warning::INFO,
    &w0320_idle_row::INFO,
    &w0321_unused_result::INFO,
    &w0401_duplicate_proof::INFO,
    &w0402_catch_all::INFO,
    &w0403_unused_material::INFO,
    &w0404_delivery_channel::INFO,
    &w0405_repeated_need::INFO,
    &w0406_idle_joint::INFO,
    &w0407_no_promise::INFO,
    &w0408_never_applies::INFO,
    &w0409_producer_absent::INFO,
    &w0410_tolerance_beyond_limit::INFO,
    &w0415_same_entry::INFO,
    &w0421_unknown_kind::INFO,
    &w0422_equal_titles::INFO,
    &w0423_nothing_expected::INFO,
    &w0440_not_told::INFO,
    &w0441_nothing_excluded::INFO,
    &w0450_applicant_without_basis::INFO,
    &w0451_idle_level::INFO,
    &w0460_tolerance_commitment::INFO,
    &w0461_everything_missing::INFO,
    &w0480_original_held_twice::INFO,
    &w0481_issuer_at_hand::INFO,
    &w0482_unused_field::INFO,
    &w0483_original_without_window::INFO,
    &w0484_doubtful_content::INFO,
];

/// What is known of a code.
#[must_use]
pub fn info(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().copied().find(|info| info.code == code)
}

/// The page of a code, upper or lower case.
#[must_use]
pub fn find(code: &str) -> Option<&'static CodeInfo> {
    CODES.iter().copied().find(|info| info.code.eq_ignore_ascii_case(code))
}
