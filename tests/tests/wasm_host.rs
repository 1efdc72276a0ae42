//! The WASM module in wasmtime: imports nothing, and answers every request byte for byte as the native code does.

use lianban_embed::call as native;
use lianban_runtime::case::WireEvent;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use wasmtime::{Config, Engine, Instance, Memory, Module, OptLevel, Store, TypedFunc};

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The module, compiled once for all tests.
static MODULE: LazyLock<Module> = LazyLock::new(|| {
    let mut config = Config::new();
    config.cranelift_opt_level(OptLevel::None);
    let engine = Engine::new(&config).expect("engine");
    let path = workspace().join("embed/js/lianban.wasm");
    let bytes = std::fs::read(&path)
        .unwrap_or_else(|e| panic!("{}: {e}; build the module first: cargo xtask wasm", path.display()));
    Module::new(&engine, bytes).expect("a valid module")
});

/// A host over the four functions of the ABI.
struct Host {
    store: Store<()>,
    memory: Memory,
    alloc: TypedFunc<u32, u32>,
    free: TypedFunc<(u32, u32), ()>,
    call: TypedFunc<(u32, u32), u64>,
}

impl Host {
    fn new() -> Self {
        let module = &*MODULE;
        let imports: Vec<_> = module.imports().map(|i| format!("{}.{}", i.module(), i.name())).collect();
        assert!(imports.is_empty(), "the module must import nothing, but imports {imports:?}");
        let mut store = Store::new(module.engine(), ());
        let instance = Instance::new(&mut store, module, &[]).expect("instance");
        let memory = instance.get_memory(&mut store, "memory").expect("memory");
        let alloc = instance.get_typed_func(&mut store, "lb_alloc").expect("lb_alloc");
        let free = instance.get_typed_func(&mut store, "lb_free").expect("lb_free");
        let call = instance.get_typed_func(&mut store, "lb_call").expect("lb_call");
        Self { store, memory, alloc, free, call }
    }

    fn call_bytes(&mut self, request: &[u8]) -> String {
        let len = u32::try_from(request.len()).expect("a short request");
        let at = self.alloc.call(&mut self.store, len).expect("lb_alloc");
        self.memory.write(&mut self.store, at as usize, request).expect("in bounds");
        let packed = self.call.call(&mut self.store, (at, len)).expect("lb_call");
        self.free.call(&mut self.store, (at, len)).expect("lb_free");
        let (start, size) = ((packed >> 32) as u32, (packed & 0xffff_ffff) as u32);
        let mut bytes = vec![0; size as usize];
        self.memory.read(&self.store, start as usize, &mut bytes).expect("in bounds");
        self.free.call(&mut self.store, (start, size)).expect("lb_free");
        String::from_utf8(bytes).expect("UTF-8")
    }

    /// Runs a request inside and outside, and returns the one answer.
    fn same(&mut self, request: &Value) -> Value {
        let text = request.to_string();
        let inside = self.call_bytes(text.as_bytes());
        assert_eq!(inside, native(&text), "{}", request["op"]);
        serde_json::from_str(&inside).expect("JSON")
    }
}

fn restaurant() -> String {
    let path = workspace().join("bundles/我要开餐馆/我要开餐馆.yjs");
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn request(op: &str, more: &Value) -> Value {
    let mut request = json!({"op": op, "path": "我要开餐馆.yjs", "files": {"我要开餐馆.yjs": restaurant()}});
    for (key, value) in more.as_object().expect("an object") {
        request[key] = value.clone();
    }
    request
}

#[test]
fn the_restaurant_gets_the_native_state_hash() {
    let mut host = Host::new();
    let timeline = host.same(&request("timeline", &json!({"start": "2026-09-28T10:00"})));
    let hash = timeline["ok"]["state_hash"].as_str().unwrap_or_else(|| panic!("no hash in {timeline}"));
    assert!(hash.len() >= 64, "{hash}");
    let other = host.same(&request("timeline", &json!({"start": "2026-09-29T10:00"})));
    assert_ne!(other["ok"]["state_hash"], timeline["ok"]["state_hash"], "another day is another state");
}

#[test]
fn every_operation_answers_as_native() {
    let mut host = Host::new();
    let check = host.same(&request("check", &json!({})));
    assert_eq!(check["ok"]["errors"], 0, "{check}");
    let proof = host.same(&request("prove", &json!({})));
    assert!(proof["ok"]["bundles"][0]["promises"].as_array().is_some_and(|p| p.len() >= 4), "{proof}");
    for (op, more) in [
        ("version", json!({})),
        ("hash", json!({})),
        ("analyse", json!({})),
        ("questions", json!({})),
        ("test", json!({})),
        ("plan", json!({})),
        ("gantt", json!({"start": "2026-02-13T10:00"})),
        ("graph", json!({"as": "mermaid"})),
        ("graph", json!({"as": "dot"})),
        ("tokens", json!({"source": restaurant()})),
        ("format", json!({"source": restaurant()})),
        ("format", json!({"source": restaurant(), "keywords": "en"})),
    ] {
        let answer = host.same(&request(op, &more));
        assert!(answer["ok"].is_object(), "{op}: {answer}");
    }
}

/// Random plans and events (`tests/trust`): the module, built for speed, comes to the states of the native build.
#[test]
fn random_cases_step_as_native() {
    let mut host = Host::new();
    let (mut stepped, mut refused) = (0, 0);
    for seed in 0..16 {
        let engine = lianban_trust::cases::random_engine(seed, 5);
        let plan: Value = serde_json::from_str(&engine.plan().to_json()).expect("JSON");
        let mut state = Value::Null;
        for one in lianban_trust::cases::random_case(&engine, seed, 24) {
            let Ok(event) = WireEvent::of(&one.event, &engine) else { continue };
            let answer = host.same(&json!({"op": "step", "plan": plan, "state": state, "event": event}));
            if let Some(next) = answer["ok"].get("state") {
                state = next.clone();
                stepped += 1;
            } else {
                refused += 1;
            }
        }
    }
    assert!(stepped > 100 && refused > 20, "{stepped} steps, {refused} refusals");
}

#[test]
fn mistakes_answer_as_native() {
    let mut host = Host::new();
    let broken = restaurant().replace("承诺 5 工作日", "承诺 50 工作日");
    assert_ne!(broken, restaurant());
    let check = host.same(&json!({"op": "check", "path": "a.yjs", "files": {"a.yjs": broken}}));
    assert!(check["ok"]["errors"].as_u64().is_some_and(|n| n > 0), "{check}");
    for request in [
        json!({"op": "no such operation"}),
        json!({"op": "check", "path": "missing.yjs"}),
        json!({"op": "timeline", "path": "a.yjs", "files": {"a.yjs": "一件事 {"}}),
        json!(null),
    ] {
        host.same(&request);
    }
}

#[test]
fn hostile_bytes_do_not_trap() {
    let mut host = Host::new();
    for bytes in [
        &b""[..],
        b"{",
        b"\xff\xfe",
        b"[1,2",
        "{\"op\":\"tokens\",\"source\":\"\u{0}\u{feff}｛｛｛\"}".as_bytes(),
    ] {
        let answer = host.call_bytes(bytes);
        assert!(answer.starts_with('{'), "{answer}");
    }
    let deep = json!({"op": "check", "path": "a.yjs", "files": {"a.yjs": "(".repeat(10_000)}});
    let answer = host.same(&deep);
    assert!(answer["ok"]["errors"].as_u64().is_some_and(|n| n > 0), "{answer}");
}

#[test]
fn a_thousand_calls_leave_no_memory_behind() {
    let mut host = Host::new();
    let request = json!({"op": "tokens", "source": restaurant()}).to_string();
    for _ in 0..50 {
        host.call_bytes(request.as_bytes());
    }
    let before = host.memory.size(&host.store);
    for _ in 0..950 {
        host.call_bytes(request.as_bytes());
    }
    assert_eq!(host.memory.size(&host.store), before);
}
