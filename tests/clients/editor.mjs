// An editor: opens files in yaml-language-server, as VS Code, Neovim and others do, and prints what it shows.
// usage: node editor.mjs FILE LINE COLUMN, from 0 → { "said": [diagnostics], "hover": text, "offered": [completions] }
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [file, line, character] = process.argv.slice(2);
const server = spawn("node_modules/.bin/yaml-language-server", ["--stdio"], { stdio: ["pipe", "pipe", "ignore"] });
const waiting = new Map();
const uri = pathToFileURL(file).href;
let input = Buffer.alloc(0), last = 0, diagnosed;
const diagnostics = new Promise((resolve) => { diagnosed = resolve; });

function send(message) {
  const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", ...message }));
  server.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
  server.stdin.write(body);
}

function request(method, params) {
  send({ id: ++last, method, params });
  return new Promise((resolve) => waiting.set(last, resolve));
}

function settings(item) {
  return item.section === "yaml" ? { validate: true, hover: true, completion: true, schemaStore: { enable: false } } : {};
}

function take(message) {
  if (message.method === "workspace/configuration") send({ id: message.id, result: message.params.items.map(settings) });
  else if (message.method && message.id !== undefined) send({ id: message.id, result: null });
  else if (message.method === "textDocument/publishDiagnostics") diagnosed(message.params.diagnostics);
  else if (waiting.has(message.id)) waiting.get(message.id)(message.result);
}

server.stdout.on("data", (data) => {
  input = Buffer.concat([input, data]);
  for (;;) {
    const head = input.indexOf("\r\n\r\n");
    const length = head < 0 ? 0 : Number(/Content-Length: (\d+)/.exec(input.subarray(0, head).toString())[1]);
    if (head < 0 || input.length < head + 4 + length) return;
    const body = input.subarray(head + 4, head + 4 + length).toString();
    input = input.subarray(head + 4 + length);
    take(JSON.parse(body));
  }
});

await request("initialize", { processId: process.pid, rootUri: null, capabilities: { workspace: { configuration: true } } });
send({ method: "initialized", params: {} });
send({ method: "workspace/didChangeConfiguration", params: { settings: { yaml: settings({ section: "yaml" }) } } });
send({ method: "textDocument/didOpen", params: { textDocument: { uri, languageId: "yaml", version: 1, text: readFileSync(file, "utf8") } } });
const position = { line: Number(line), character: Number(character) };
const said = await diagnostics;
const hover = await request("textDocument/hover", { textDocument: { uri }, position });
const offered = await request("textDocument/completion", { textDocument: { uri }, position });
console.log(JSON.stringify({
  said: said.map((one) => ({ line: one.range.start.line, message: one.message })),
  hover: hover?.contents?.value ?? "",
  offered: (offered?.items ?? []).map((item) => item.label),
}));
server.kill();
process.exit(0);
