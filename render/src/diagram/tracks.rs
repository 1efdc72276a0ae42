//! On which track of its corridor or channel each net runs, so that no two lie on each other and few cross.

use super::place::Columns;
use super::route::{Net, Path, Side};
use std::collections::BTreeMap;

/// What a net does in one corridor (or channel): from where to where, and where lines leave it towards its low side
/// (above, left) and its high side (below, right).
#[derive(Clone, Debug, Default)]
struct Run {
    low: i64,
    high: i64,
    before: Vec<i64>,
    behind: Vec<i64>,
}

/// Tracks of all nets.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tracks {
    /// By corridor and net.
    pub corridors: BTreeMap<(usize, Net), usize>,
    /// By column and net.
    pub channels: BTreeMap<(usize, Net), usize>,
    /// How many tracks each corridor and each column has.
    pub corridor_counts: BTreeMap<usize, usize>,
    pub channel_counts: BTreeMap<usize, usize>,
}

/// Tries to move entries aside this often before lying on each other is accepted.
const ROUNDS: usize = 24;

/// Finds tracks; moves entries of nodes aside where two nets would lie on each other in one column.
pub(crate) fn tracks(paths: &mut [Path], columns: &Columns) -> Tracks {
    let mut tracks = Tracks::default();
    for (column, runs) in channel_runs(paths, columns) {
        let (order, _) = assign(&runs, false);
        tracks.channel_counts.insert(column, order.values().max().map_or(0, |most| most + 1));
        tracks.channels.extend(order.into_iter().map(|(net, track)| ((column, net), track)));
    }
    for _ in 0..ROUNDS {
        tracks.corridors.clear();
        let mut aside = None;
        for (corridor, runs) in corridor_runs(paths, &tracks) {
            let (order, clash) = assign(&runs, true);
            aside = aside.or(clash.map(|(at, net)| (corridor, at, net)));
            tracks.corridor_counts.insert(corridor, order.values().max().map_or(0, |most| most + 1));
            tracks.corridors.extend(order.into_iter().map(|(net, track)| ((corridor, net), track)));
        }
        let Some((corridor, at, net)) = aside else { break };
        move_aside(paths, columns, corridor, at, net);
    }
    tracks
}

/// A place along a corridor: column and shift.
fn place(column: usize, shift: i32) -> i64 {
    i64::try_from(column).unwrap_or(0) * 10_000 + i64::from(shift)
}

fn corridor_runs(paths: &[Path], tracks: &Tracks) -> BTreeMap<usize, BTreeMap<Net, Run>> {
    let mut all: BTreeMap<usize, BTreeMap<Net, Run>> = BTreeMap::new();
    let mut touch = |corridor: usize, net: Net, at: i64, above: bool| {
        let run = all.entry(corridor).or_default().entry(net).or_insert(Run {
            low: at,
            high: at,
            ..Run::default()
        });
        (run.low, run.high) = (run.low.min(at), run.high.max(at));
        if above { run.before.push(at) } else { run.behind.push(at) }
    };
    for path in paths {
        let track = tracks.channels.get(&(path.column, path.net)).copied();
        let shift = match track {
            Some(track) => i32::try_from(track).unwrap_or(0),
            None if path.column == path.into.0 => path.into.1,
            None => path.out.1,
        };
        let column = place(path.column, shift);
        if let Some((corridor, net)) = path.first {
            touch(corridor, net, place(path.out.0, path.out.1), true);
            let up = path.into_side.is_some();
            touch(corridor, net, column, up);
        }
        if let Some((corridor, net)) = path.last {
            touch(corridor, net, column, true);
            touch(corridor, net, place(path.into.0, path.into.1), false);
        }
    }
    all
}

fn channel_runs(paths: &[Path], columns: &Columns) -> BTreeMap<usize, BTreeMap<Net, Run>> {
    let mut all: BTreeMap<usize, BTreeMap<Net, Run>> = BTreeMap::new();
    for path in paths.iter().filter(|path| !columns.kinds[path.column].1) {
        let (from, to) = (path.from as i64 * 100, path.to as i64 * 100);
        let run = all.entry(path.column).or_default().entry(path.net).or_insert(Run {
            low: from,
            high: to,
            ..Run::default()
        });
        (run.low, run.high) = (run.low.min(from), run.high.max(to));
        let mut ends: Vec<(bool, i64)> = Vec::new();
        let left_of = |other: usize| other < path.column;
        match path.out_side.or(path.into_side) {
            // The node stands right of the channel at its left side.
            Some(side) => {
                ends.push((side == Side::Right, from + 50));
                ends.push(if path.out_side.is_some() {
                    (left_of(path.into.0), to)
                } else {
                    (left_of(path.out.0), to)
                });
            }
            None => ends.extend([(left_of(path.out.0), from), (left_of(path.into.0), to)]),
        }
        for (left, at) in ends {
            if left { run.before.push(at) } else { run.behind.push(at) }
        }
    }
    all
}

/// An order of nets, low track first: where one comes from above and another goes on below in the same place, the first
/// lies above (`strict`); else what crosses least. Also gives a place and a net to move aside if that goes round in a
/// circle.
fn assign(runs: &BTreeMap<Net, Run>, strict: bool) -> (BTreeMap<Net, usize>, Option<(i64, Net)>) {
    let mut left: Vec<Net> = runs.keys().copied().collect();
    let mut clash = None;
    let mut order: Vec<Net> = Vec::new();
    let must = |above: Net, below: Net| {
        let shared = runs[&above].before.iter().find(|at| runs[&below].behind.contains(at));
        shared.copied().filter(|_| strict && above != below)
    };
    while !left.is_empty() {
        let free: Vec<Net> = left
            .iter()
            .copied()
            .filter(|net| left.iter().all(|other| must(*other, *net).is_none()))
            .collect();
        let pool = if free.is_empty() {
            let found = left
                .iter()
                .find_map(|net| left.iter().find_map(|other| must(*other, *net).map(|at| (at, *net))));
            clash = clash.or(found);
            left.clone()
        } else {
            free
        };
        let best = pool.into_iter().min_by_key(|net| {
            let weight: i64 = left
                .iter()
                .filter(|other| *other != net)
                .map(|other| crossings(&runs[net], &runs[other]) - crossings(&runs[other], &runs[net]))
                .sum();
            (weight, runs[net].low, *net)
        });
        let Some(best) = best else { break };
        left.retain(|net| *net != best);
        order.push(best);
    }
    let mut tracks: BTreeMap<Net, usize> = BTreeMap::new();
    for (at, net) in order.iter().enumerate() {
        let run = &runs[net];
        let before = order[..at].iter().filter(|other| {
            let other = &runs[*other];
            other.low <= run.high && run.low <= other.high
        });
        let track = before.map(|other| tracks[other] + 1).max().unwrap_or(0);
        tracks.insert(*net, track);
    }
    (tracks, clash)
}

/// Crossings if one lies on the lower track.
fn crossings(low: &Run, high: &Run) -> i64 {
    let inside = |run: &Run, at: &i64| run.low < *at && *at < run.high;
    let one = high.before.iter().filter(|at| inside(low, at)).count();
    let two = low.behind.iter().filter(|at| inside(high, at)).count();
    i64::try_from(one + two).unwrap_or(0)
}

/// Shifts whatever of a net goes on below at a place.
fn move_aside(paths: &mut [Path], columns: &Columns, corridor: usize, at: i64, net: Net) {
    for path in paths.iter_mut() {
        let here = place(path.into.0, path.into.1) == at;
        let enters = path.last == Some((corridor, net))
            || (path.first == Some((corridor, net)) && path.column == path.into.0);
        if here && enters && columns.kinds[path.into.0].1 {
            path.into.1 += if path.column > path.into.0 || path.out.0 > path.into.0 { 1 } else { -1 };
        }
    }
}
