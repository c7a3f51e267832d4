// Reads a JSON array of SQL texts from standard input; prints one line of JSON for each: its statements as PostgreSQL's own parser sees them, or the error.
const parser = require('libpg-query');
const { readFileSync } = require('fs');

(async () => {
  await parser.loadModule();
  const lines = JSON.parse(readFileSync(0, 'utf8')).map((sql) => {
    try {
      return JSON.stringify({ stmts: parser.parseSync(sql).stmts ?? [] });
    } catch (error) {
      return JSON.stringify({ error: String(error.message) });
    }
  });
  process.stdout.write(lines.join('\n') + '\n');
})();
