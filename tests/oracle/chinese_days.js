// Prints every working day of the years given, by npm chinese-days: one date a line. Run by calendar.py.
//
//     node tests/oracle/chinese_days.js 2007 2026
const { isWorkday } = require("chinese-days");

const [first, last] = process.argv.slice(2).map(Number);
const lines = [];
for (let day = Date.UTC(first, 0, 1); day <= Date.UTC(last, 11, 31); day += 86_400_000) {
  const text = new Date(day).toISOString().slice(0, 10);
  if (isWorkday(text)) lines.push(text);
}
console.log(lines.join("\n"));
