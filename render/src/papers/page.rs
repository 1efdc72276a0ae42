//! The style and the script of the public page. Colours and sizes keep to WCAG AA and the rules for elderly readers.

/// The style: A4 in print, large type on a button, nothing by colour alone.
pub const STYLE: &str = r#"
:root{--ink:#1B2733;--mut:#4A5A6A;--pri:#1F4E79;--ok:#1E6B3A;--warn:#8A6100;--line:#B8C2CC}
*{box-sizing:border-box}
html{font-size:16px}html.large{font-size:21px}
body{margin:0;color:var(--ink);background:#F4F7FA;font-family:'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','SimHei',sans-serif;line-height:1.75}
html.large body{line-height:1.9}
main{max-width:60rem;margin:0 auto;padding:0 1rem 3rem;background:#fff}
header{background:var(--pri);color:#fff;padding:1.2rem 1rem}
header>div{max-width:58rem;margin:0 auto;display:flex;gap:1rem;align-items:center;justify-content:space-between;flex-wrap:wrap}
h1{font-size:1.7rem;margin:0;line-height:1.3}header p{margin:.2rem 0 0}
h2{font-size:1.3rem;color:var(--pri);border-left:.4rem solid var(--pri);padding-left:.6rem;margin:2rem 0 .8rem}
button{font:inherit;min-height:44px;padding:.3rem 1rem;border:2px solid #fff;border-radius:.4rem;background:#fff;color:var(--pri);cursor:pointer}
:focus-visible{outline:3px solid #B25B00;outline-offset:2px}
.figures{display:flex;flex-wrap:wrap;gap:.8rem;list-style:none;padding:0;margin:1.2rem 0}
.figures li{flex:1 1 8rem;border:1px solid var(--line);border-top:.3rem solid var(--pri);border-radius:.4rem;padding:.6rem;text-align:center}
.figures b{display:block;white-space:nowrap;font-size:clamp(1.4rem,5vw,2rem);line-height:1.2;color:var(--pri)}
fieldset{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;padding:.4rem 1rem .8rem}
legend{font-weight:700;padding:0 .4rem}
fieldset label{display:inline-flex;align-items:center;gap:.4rem;min-height:44px;margin-right:1.2rem}
input,select{font:inherit;min-height:44px;padding:.2rem .5rem}input[type=radio],input[type=checkbox]{min-height:0;width:1.3rem;height:1.3rem}
.count{font-weight:700;font-size:1.1rem}
ol.list,ul.list{padding:0;margin:.6rem 0;list-style:none}
.list>li{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .9rem;margin:.5rem 0}
.list h3{margin:0;font-size:1.1rem}.list p{margin:.15rem 0;color:var(--mut)}
.badge{display:inline-block;border:1px solid currentColor;border-radius:.3rem;padding:0 .4rem;margin-left:.4rem;font-size:.85rem;font-weight:400;color:var(--ok)}
.badge.wait{color:var(--warn)}
.maybe{border-style:dashed!important}.maybe>.see{display:inline-block}.see{display:none;color:var(--warn)}
.flow{overflow:auto;border:1px solid var(--line);padding:.5rem}.flow svg{max-width:100%;height:auto}
table{border-collapse:collapse;width:100%}th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}th{background:#EEF3F8}
footer{color:var(--mut);font-size:.9rem;border-top:1px solid var(--line);margin-top:2rem;padding-top:.6rem;overflow-wrap:anywhere}
[hidden]{display:none!important}
@page{size:A4;margin:16mm}
@media print{body,main{background:#fff}main{max-width:none;padding:0}header{background:#fff;color:var(--ink);border-bottom:2px solid var(--pri);padding:0 0 .4rem}button{display:none}.list>li,fieldset,tr{break-inside:avoid}h2{break-after:avoid}}
@media (prefers-reduced-motion:no-preference){.list>li{transition:opacity .15s}}
"#;

/// The script: decides conditions in three values and shows what applies. Without it everything is shown.
pub const SCRIPT: &str = r#"
(function(root){
  'use strict';
  // true, false, or null: not yet known.
  function decide(data, answers){
    var memo = [];
    function asked(q){ return guard(data.questions[q].when); }
    function leaf(q, test){
      if (asked(q) === false) return false;
      var answer = answers[q];
      return answer === undefined || asked(q) === null ? null : test(answer);
    }
    function compare(sign, a, b){
      switch (sign) { case '<': return a < b; case '<=': return a <= b; case '=': return a === b;
        case '!=': return a !== b; case '>=': return a >= b; default: return a > b; }
    }
    function join(parts, all){
      var open = false;
      for (var i = 0; i < parts.length; i++) {
        if (parts[i] === !all) return !all;
        if (parts[i] === null) open = true;
      }
      return open ? null : all;
    }
    function row(r){
      switch (r[0]) {
        case 'yes': return leaf(r[1], function(a){ return a === true; });
        case 'is': return leaf(r[1], function(a){ return a === r[2]; });
        case 'has': return leaf(r[1], function(a){ return a.indexOf(r[2]) >= 0; });
        case 'number': return leaf(r[1], function(a){ return compare(r[2], a, Number(r[3])); });
        case 'date': return leaf(r[1], function(a){ return compare(r[2], a, r[3]); });
        case 'unknown': return null;
        default: return expression(r);
      }
    }
    function guard(at){
      if (!(at in memo)) memo[at] = row(data.guards[at]);
      return memo[at];
    }
    function expression(e){
      if (typeof e === 'number') return guard(e);
      var parts = e.slice(1).map(expression);
      if (e[0] === 'not') return parts[0] === null ? null : !parts[0];
      return join(parts, e[0] === 'all');
    }
    return expression;
  }
  root.decide = decide;
  if (typeof document === 'undefined') return;
  var data = JSON.parse(document.getElementById('data').textContent);
  function read(){
    return data.questions.map(function(question, q){
      var box = document.getElementById('q' + q);
      if (!box) return undefined;
      if (question.kind === 'several') {
        var none = box.querySelector('input[value=none]');
        var chosen = Array.prototype.slice.call(box.querySelectorAll('input:checked')).map(function(i){ return i.value; });
        if (!chosen.length) return undefined;
        return none && none.checked ? [] : chosen.map(Number);
      }
      var input = box.querySelector('input:checked') || box.querySelector('input[type=number],input[type=date],select');
      if (!input || input.value === '' || (input.type === 'radio' && !input.checked)) return undefined;
      if (question.kind === 'yes') return input.value === '1';
      if (question.kind === 'date') return input.value;
      return Number(input.value);
    });
  }
  // No case costs more than the worst, however much is still open.
  function span(sure, open, most){
    var upper = isNaN(most) ? sure + open : Math.min(sure + open, most);
    return upper > sure ? sure + ' 到 ' + upper : String(sure);
  }
  function show(){
    var value = decide(data, read());
    var sums = { material: [0, 0], fee: [0, 0] };
    Array.prototype.forEach.call(document.querySelectorAll('[data-when]'), function(element){
      var holds = value(JSON.parse(element.getAttribute('data-when')));
      element.hidden = holds === false;
      element.classList.toggle('maybe', holds === null);
      var sum = sums[element.getAttribute('data-sum')];
      if (sum && holds !== false) sum[holds ? 0 : 1] += Number(element.getAttribute('data-amount'));
    });
    Object.keys(sums).forEach(function(name){
      var line = document.getElementById('sum-' + name);
      if (line) line.textContent = span(sums[name][0], sums[name][1], parseFloat(line.getAttribute('data-most')));
    });
  }
  document.addEventListener('change', function(event){
    var input = event.target, box = input.closest ? input.closest('fieldset') : null;
    if (box && input.type === 'checkbox' && input.checked) {
      Array.prototype.forEach.call(box.querySelectorAll('input'), function(other){
        if (other !== input && (input.value === 'none' || other.value === 'none')) other.checked = false;
      });
    }
    show();
  });
  document.addEventListener('input', show);
  document.getElementById('large').addEventListener('click', function(){
    var on = document.documentElement.classList.toggle('large');
    this.textContent = on ? '标准字' : '大字版';
    this.setAttribute('aria-pressed', String(on));
  });
  show();
})(typeof window === 'undefined' ? globalThis : window);
"#;
