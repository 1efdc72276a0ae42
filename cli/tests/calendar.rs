//! `calendar`: due dates, the data, new notices.

mod common;
use common::Place;

#[test]
fn due_dates_by_t2_and_t3() {
    let place = Place::new();
    let add = |arguments: &[&str]| {
        let run = place.run(&[&["calendar", "add"], arguments].concat());
        assert_eq!(run.code, 0, "{run:?}");
        run.out
    };
    assert_eq!(add(&["2026-02-13", "10"]), "2026-03-05\n");
    assert_eq!(add(&["2026-09-30", "1"]), "2026-10-08\n");
    assert_eq!(add(&["2026-10-01", "0"]), "2026-10-08\n", "day 0 of a rest day is the next working day");
    assert_eq!(add(&["2026-10-01", "1", "--unit", "工作日"]), "2026-10-09\n");
    assert_eq!(add(&["2026-09-28", "3", "--unit", "日"]), "2026-10-08\n", "the 1st of October rolls on");
    assert_eq!(add(&["2026-09-20", "3", "--unit", "day"]), "2026-09-23\n");
}

#[test]
fn dates_as_people_write_them() {
    let place = Place::new();
    for date in ["2026-9-30", "2026/9/30", "2026.9.30", "2026年9月30日", "２０２６年９月３０日"]
    {
        let run = place.run(&["calendar", "add", date, "1"]);
        assert_eq!(run.out, "2026-10-08\n", "{date}: {run:?}");
    }
    let run = place.run(&["calendar", "add", "2026-09-30", "-1"]);
    assert_eq!(run.code, 2);
    assert!(run.err.contains("“-1”"), "{run:?}");
    let run = place.run(&["calendar", "add", "2026-02-30", "1"]);
    assert!(run.err.contains("“2026-02-30”不是日期"), "{run:?}");
}

#[test]
fn lines_from_standard_input() {
    let place = Place::new();
    let run =
        place.run_with_input(&["calendar", "add", "-"], "2026-02-13 10\n2026-09-30\t1\r\n2026-09-30 0\n");
    assert_eq!(run.shown(), "exit 0\n--- out\n2026-03-05\n2026-10-08\n2026-09-30\n--- err\n");
    let run = place.run_with_input(
        &["calendar", "add", "-"],
        "2026-02-13 10\n乱\n2026-02-30 1\n2030-01-01 1\n2026-02-13 -1\n2026-02-13 10",
    );
    assert_eq!((run.code, run.out.as_str()), (1, "2026-03-05\nerror\nerror\nerror\nerror\n2026-03-05\n"));
    let run = place.run_with_input(&["--format", "json", "calendar", "add", "-"], "2026-02-13 10\n乱\n");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    insta::assert_snapshot!("add_json", run.out);
}

#[test]
fn a_year_without_data_is_an_error_that_says_what_to_do() {
    let place = Place::new();
    let run = place.run(&["calendar", "add", "2026-12-31", "5"]);
    assert_eq!((run.code, run.out.as_str()), (1, ""));
    insta::assert_snapshot!("past", run.err);
    assert_eq!(
        place.run(&["--assume-weekdays", "2027", "calendar", "add", "2026-12-31", "1"]).out,
        "2027-01-01\n"
    );
}

#[test]
fn show_and_check_the_shipped_calendar() {
    let place = Place::new();
    insta::assert_snapshot!("show_2026", place.run(&["calendar", "show", "2026"]).shown());
    insta::assert_snapshot!("check", place.run(&["calendar", "check"]).shown());
    assert_eq!(place.run(&["calendar", "show", "1990"]).code, 1);
}

#[test]
fn amounts_that_are_none() {
    let place = Place::new();
    for arguments in [
        &["2026-01-05", "-1"][..],
        &["2026-01-05", "x"],
        &["昨天", "1"],
        &["2026-01-05"],
        &["2026-01-05", "99999999999"],
    ] {
        let run = place.run(&[&["calendar", "add"], arguments].concat());
        assert!(run.code == 1 || run.code == 2, "{arguments:?} {run:?}");
        assert!(!run.err.is_empty());
    }
}
