// Runs a notebook, and asks of the kernel what front ends ask, through JupyterLab's own library. Prints one JSON object.
const { KernelManager, KernelSpecManager, ServerConnection, SessionManager, ContentsManager } = require('@jupyterlab/services');

const [address, token, path] = process.argv.slice(2);
const serverSettings = ServerConnection.makeSettings({ baseUrl: address, wsUrl: address.replace('http', 'ws'), token, appendToken: true });
const found = { cells: 0, errors: [], kinds: [] };

async function run(kernel, code) {
  const outputs = [];
  const future = kernel.requestExecute({ code, stop_on_error: false });
  future.onIOPub = message => outputs.push(message);
  const reply = await future.done;
  return { reply: reply.content, outputs };
}

async function main() {
  const specs = new KernelSpecManager({ serverSettings });
  await specs.ready;
  found.spec = specs.specs.kernelspecs['biodl-csharp'].display_name;
  found.logos = Object.keys(specs.specs.kernelspecs['biodl-csharp'].resources).sort();
  const notebook = (await new ContentsManager({ serverSettings }).get(path, { content: true })).content;
  const sessions = new SessionManager({ kernelManager: new KernelManager({ serverSettings }), serverSettings });
  const session = await sessions.startNew({ name: path, path, type: 'notebook', kernel: { name: notebook.metadata.kernelspec.name } });
  const kernel = session.kernel;
  found.language = (await kernel.info).language_info.name;
  const kinds = new Set();
  for (const cell of notebook.cells.filter(cell => cell.cell_type === 'code')) {
    const { reply, outputs } = await run(kernel, cell.source);
    found.cells++;
    if (reply.status !== 'ok') found.errors.push(`${cell.id}: ${reply.evalue}`);
    for (const { content } of outputs) for (const kind of Object.keys(content.data ?? {})) kinds.add(kind);
  }
  found.kinds = [...kinds].sort();
  found.unicode = (await run(kernel, '"🧫 ü"')).outputs.map(message => message.content.data?.['text/plain']).filter(Boolean);
  found.completion = (await kernel.requestComplete({ code: 'Console.Write', cursor_pos: 13 })).content.matches.includes('WriteLine');
  found.inspection = (await kernel.requestInspect({ code: 'Console.WriteLine', cursor_pos: 12, detail_level: 0 })).content.found;
  found.unfinished = (await kernel.requestIsComplete({ code: 'for (;;) {' })).content.status;
  found.history = (await kernel.requestHistory({ hist_access_type: 'tail', n: 1, output: false, raw: true })).content.history[0][2];
  const asking = kernel.requestExecute({ code: 'Console.ReadLine() + "!"', allow_stdin: true });
  asking.onStdin = message => message.header.msg_type === 'input_request' && kernel.sendInputReply({ value: 'HeLa', status: 'ok' }, message.header);
  asking.onIOPub = message => { if (message.content.data) found.answer = message.content.data['text/plain']; };
  await asking.done;
  const endless = run(kernel, 'while (true) { }');
  await new Promise(go => setTimeout(go, 1000));
  await kernel.interrupt();
  found.interrupted = (await endless).reply.ename;
  await kernel.restart();
  found.forgotten = (await run(kernel, 'nuclei')).reply.ename;
  await session.shutdown();
  console.log(JSON.stringify(found));
}

main().then(() => process.exit(0), fault => { console.error(fault); process.exit(1); });
