import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, ingest, makeCollection, upload } from '../harness/knowledge.ts';
import { rawRequest } from '../harness/raw.ts';
import { ADMIN_KEY, startServer, type TestServer } from '../harness/server.ts';
import { zip } from './support/archives.ts';
import { BOMBS, type Hostile, LINK, LOCKED, PATHS, PRETENDERS } from './support/bombs.ts';
import { type Canary, startCanary } from './support/canary.ts';
import { office, pdf, xlsx } from './support/files.ts';

/**
 * Keeps us from files that are larger, deeper or elsewhere than they say (adm-zip CVE-2026-39244: 120 bytes became 4 GB;
 * Langflow CVE-2026-5027, MLflow CVE-2023-1177: names that lead out): each is refused with its reason, what came with
 * it is read, the parser stays small and the server answers meanwhile.
 */
const PARSER_MB = 256;
let server: TestServer;
let canary: Canary;
beforeAll(async () => {
  canary = await startCanary();
  server = await startServer({
    ...{ PARSE_MEMORY_MB: String(PARSER_MB), PARSE_TIMEOUT_SECONDS: '4', PARSE_MAX_PAGES: '100' },
    MAX_UPLOAD_MB: '8',
    UPLOAD_IDLE_SECONDS: '2',
  });
});
afterAll(async () => {
  await server.stop();
  await canary.close();
});

interface Read {
  id: string;
  name: string;
  status: string;
  reason: string | null;
}

async function documentsOf(collection: string): Promise<Map<string, Read>> {
  const { data } = await server.json<{ data: Read[] }>('GET', `/api/collections/${collection}/documents`);
  return new Map(data.map((document) => [document.name, document]));
}

/** Uploads files between two good ones and says what became of each. */
async function tryFiles(files: readonly Pick<Hostile, 'name' | 'content'>[]): Promise<Map<string, Read>> {
  const collection = await makeCollection(server, `Files ${Math.random().toString(36).slice(2)}`);
  const all = [
    { name: 'before.md', content: '# Before\n\nThis one is fine.' },
    ...files,
    { name: 'after.md', content: '# After\n\nThis one is fine, too.' },
  ];
  await ingest(server, collection, Object.fromEntries(all.map(({ name, content }) => [name, content])));
  const documents = await documentsOf(collection);
  for (const name of ['before.md', 'after.md']) expect(documents.get(name)?.status).toBe('ready');
  return documents;
}

/** Those that were not refused with a reason that fits. */
async function wrongly(files: readonly Hostile[]): Promise<string[]> {
  const documents = await tryFiles(files);
  return files.flatMap(({ name, reasons }) => {
    const got = documents.get(name);
    const right = got?.status === 'failed' && reasons.includes(got.reason ?? '');
    return right ? [] : [`${name}: ${got?.status} ${got?.reason}, not ${reasons.join(' or ')}`];
  });
}

describe('a bomb', () => {
  it('is refused with its reason; the parser stays within its limit and the server answers meanwhile', async () => {
    expect(BOMBS.length).toBeGreaterThanOrEqual(10);
    const watch = watchEverything();
    const wrong = await wrongly(BOMBS);
    const { parserMb, slowest, growthMb } = await watch.end();
    expect(wrong).toEqual([]);
    // Looked at twenty times a second: between two looks it may grow a little beyond.
    expect(parserMb).toBeGreaterThan(0);
    expect(parserMb).toBeLessThan(512);
    expect(growthMb).toBeLessThan(512);
    expect(slowest).toBeLessThan(2_000);
  }, 120_000);

  it('cannot hide: an archive that came out of a mail or an archive is not opened, its neighbours are read', async () => {
    const inner = Buffer.from(zip([{ name: 'a.md', data: new TextEncoder().encode('# A') }])).toString(
      'base64',
    );
    const mail = `From: a@oakhaven.example\r\nSubject: Files\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nPlease unpack.\r\n--x\r\nContent-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=more.zip\r\n\r\n${inner}\r\n--x--\r\n`;
    const page = { name: 'beside.md', data: new TextEncoder().encode('# Beside it') };
    const documents = await tryFiles([
      { name: 'nested.zip', content: zip([page, { name: 'inner.zip', data: Buffer.from(inner, 'base64') }]) },
      { name: 'files.eml', content: mail },
      { name: 'mails.zip', content: zip([{ name: 'again.eml', data: new TextEncoder().encode(mail) }]) },
    ]);
    for (const name of ['inner.zip', 'files.eml/more.zip', 'again.eml/more.zip'])
      expect(documents.get(name)).toMatchObject({ status: 'failed', reason: 'nested_archive' });
    expect(documents.get('again.eml')?.status).toBe('ready');
    expect(documents.get('beside.md')?.status).toBe('ready');
    expect([...documents.keys()].filter((name) => name.endsWith('a.md'))).toEqual([]);
  });

  it('of nesting does not take long: a page, a list or a sentence without end', async () => {
    const deep = [
      { name: 'divs.html', content: '<div>'.repeat(200_000) },
      { name: 'tables.html', content: '<table><tr><td>'.repeat(20_000) },
      { name: 'quotes.md', content: '> '.repeat(20_000) },
      { name: 'brackets.md', content: '['.repeat(50_000) },
      { name: 'stars.md', content: '*a_ '.repeat(20_000) },
      {
        name: 'lists.md',
        content: Array.from({ length: 200 }, (_, i) => `${' '.repeat(i * 2)}- x`).join('\n'),
      },
      { name: 'line.txt', content: 'x'.repeat(100_000) },
      { name: 'columns.csv', content: `${'a,'.repeat(2_000)}\n` },
      { name: 'object.json', content: '{"a":'.repeat(5_000) + '1'.concat('}'.repeat(5_000)) },
      { name: 'front.md', content: `---\na: &a [x]\nb: [${'*a,'.repeat(5_000)}]\n---\n# B` },
      { name: 'parts.eml', content: multipart(300) },
    ];
    const began = performance.now();
    const documents = await tryFiles(deep);
    for (const { name } of deep) {
      const { status, reason } = documents.get(name) ?? {};
      expect([name, status === 'ready' || (status === 'failed' && reason !== 'crashed')]).toEqual([
        name,
        true,
      ]);
    }
    expect(performance.now() - began).toBeLessThan(60_000);
  }, 90_000);
});

/** Parts within parts. */
function multipart(levels: number): string {
  const open = Array.from(
    { length: levels },
    (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`,
  );
  return `From: a@oakhaven.example\nMIME-Version: 1.0\n${open.join('')}\nHello.\n`;
}

describe('a file that is not what it should be', () => {
  it('leads nowhere: names with .., drives, roots and NUL, and links', async () => {
    expect(await wrongly([...PATHS, LINK])).toEqual([]);
  });

  it('is not opened without its password', async () => {
    expect(await wrongly(LOCKED)).toEqual([]);
  });

  it('is refused when it is empty, something else than its name says, or no document', async () => {
    expect(await wrongly(PRETENDERS)).toEqual([]);
  }, 60_000);

  it('is read as text where it is one, whatever its bytes: no reader guesses at a script, a formula or an entity', async () => {
    const script = `=HYPERLINK("${canary.url}")`;
    const documents = await tryFiles([
      { name: 'latin.txt', content: new Uint8Array([0x43, 0x61, 0x66, 0xe9, 0x20, 0xff, 0xfe, 0x21]) },
      { name: 'cut.txt', content: new Uint8Array([...new TextEncoder().encode('Straße 漢'), 0xe6, 0xbc]) },
      {
        name: 'formula.csv',
        content: `item,price\nSaw,"${script.replaceAll('"', '""')}"\n"@SUM(1+1)",+1+1\n`,
      },
      {
        name: 'formula.xlsx',
        content: xlsx([
          ['item', 'price'],
          ['Saw', script],
        ]),
      },
      {
        name: 'script.pdf',
        content: pdf([['A page.']], {
          catalog: `/OpenAction << /S /JavaScript /JS (app.launchURL\\("${canary.url}"\\)) >>`,
        }),
      },
      { name: 'remote.docx', content: remoteTemplate() },
      {
        name: 'polyglot.html',
        content: `%PDF-1.7 GIF89a<p>A page.</p><script src="${canary.url}"></script>`,
      },
    ]);
    for (const [name, { status, reason }] of documents)
      expect([name, status, reason]).toEqual([name, 'ready', null]);
    const text = async (name: string) =>
      (await server.json<{ text: string }>('GET', `/api/documents/${documents.get(name)?.id}`)).text;
    expect(await text('latin.txt')).toContain('Café');
    expect(await text('formula.csv')).toContain(script);
    expect(await text('formula.csv')).toContain('@SUM(1+1)');
    expect(await text('formula.xlsx')).toContain(script);
    expect(await text('polyglot.html')).not.toContain('canary');
    expect(canary.hits).toEqual([]);
  });

  /** A document that Word would fetch its template and a picture for. */
  function remoteTemplate() {
    const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    return office({
      'word/document.xml':
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>A letter.</w:t></w:r></w:p></w:body></w:document>',
      'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${relations}/attachedTemplate" Target="${canary.url}" TargetMode="External"/><Relationship Id="r2" Type="${relations}/image" Target="${canary.url}" TargetMode="External"/></Relationships>`,
    });
  }
});

describe('the name of a file', () => {
  /** Sends one part with exactly this header. */
  const send = async (collection: string, disposition: string) => {
    const body = `--x\r\nContent-Disposition: form-data; name="file"; ${disposition}\r\nContent-Type: text/markdown\r\n\r\n# Opening hours ${Math.random()}\r\n--x--\r\n`;
    const { port } = new URL(server.url);
    return rawRequest(server.url, {
      method: 'POST',
      path: `/api/collections/${collection}/files`,
      headers: {
        host: `localhost:${port}`,
        authorization: `Bearer ${ADMIN_KEY}`,
        'content-type': 'multipart/form-data; boundary=x',
      },
      body: Buffer.from(body, 'utf8'),
    });
  };

  it('is a label: it leads nowhere, shows what it is and refuses no upload', async () => {
    const collection = await makeCollection(server, 'Names');
    const names = {
      '../../../etc/passwd.md': 'passwd.md',
      '..\\\\..\\\\boot.md': 'boot.md',
      '/root/.ssh/id.md': 'id.md',
      'exe\u202e\u2066fdp.md': 'exefdp.md',
      'a\u200b\ufeff\u0007b.md': 'ab.md',
      '%2e%2e%2fc.md': '%2e%2e%2fc.md',
      '<img src=x onerror=alert(1)>.md': '<img src=x onerror=alert(1)>.md',
      'CON.md': 'CON.md',
      '报价 (最终).md': '报价 (最终).md',
      [`${'x'.repeat(3_000)}.md`]: `${'x'.repeat(397)}.md`,
    };
    for (const name of Object.keys(names)) {
      const { status, body } = await send(collection, `filename="${name}"`);
      expect([name, status]).toEqual([name, 202]);
      await finished(server, JSON.parse(body));
    }
    const kept = await documentsOf(collection);
    expect([...kept.keys()].sort()).toEqual(Object.values(names).sort());
    for (const [, { id }] of kept) {
      const answer = await server.call('GET', `/api/documents/${id}/original`, {
        key: await server.key('owner'),
      });
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename\*=UTF-8''[\w%.~!-]+$/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect(answer.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    }
  }, 60_000);
});

describe('an upload', () => {
  it('that is too large, too many or broken is refused, and leaves nothing behind', async () => {
    const collection = await makeCollection(server, 'Broken');
    const path = `/api/collections/${collection}/files`;
    const form = (files: [string, Uint8Array<ArrayBuffer>][]) => {
      const data = new FormData();
      for (const [name, bytes] of files) data.append('file', new Blob([bytes]), name);
      return data;
    };
    const small = new Uint8Array([0x41]);
    const large = form([
      ['a.md', small],
      ['large.md', new Uint8Array(9 * 2 ** 20)],
    ]);
    expect((await server.call('POST', path, { body: large })).status).toBe(413);
    const many = form(Array.from({ length: 2_001 }, (_, i) => [`${i}.md`, small]));
    expect((await server.call('POST', path, { body: many })).status).toBe(413);
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n';
    const broken = [
      '',
      'no parts at all',
      head,
      `${head}\r\nHello`,
      `${head}\r\nHello\r\n--y--`,
      `--x\r\n${'X-Padding: x\r\n'.repeat(5_000)}\r\nHello\r\n--x--`,
      `--x\r\nContent-Disposition: form-data; name="${'n'.repeat(100_000)}"\r\n\r\nHello\r\n--x--`,
      `${'--x\r\nContent-Disposition: form-data; name="f"\r\n\r\nv\r\n'.repeat(5_000)}--x--`,
    ];
    for (const body of broken) {
      const { status } = await server.call('POST', path, { body, headers });
      expect([body.slice(0, 60), status >= 400 && status < 500]).toEqual([body.slice(0, 60), true]);
    }
    for (const type of [
      'multipart/form-data',
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary="',
    ])
      expect((await server.call('POST', path, { body: 'x', headers: { 'content-type': type } })).status).toBe(
        400,
      );
    await sleep(300);
    const states = [...(await documentsOf(collection)).values()].map(({ status }) => status);
    expect(states.filter((status) => status === 'ready' || status === 'reading')).toEqual([]);
    await upload(server, collection, { 'fine.md': '# Fine' }).then((ingestion) =>
      finished(server, ingestion),
    );
    expect((await documentsOf(collection)).get('fine.md')?.status).toBe('ready');
  }, 60_000);
});

describe('the parsing process', () => {
  it('is started again when it died while it had nothing to do', async () => {
    const collection = await makeCollection(server, 'After a death');
    await ingest(server, collection, { 'first.md': '# First' });
    for (const pid of parsers()) process.kill(pid, 'SIGKILL');
    await expect.poll(parsers).toEqual([]);
    await ingest(server, collection, { 'second.md': '# Second' });
    expect((await documentsOf(collection)).get('second.md')?.status).toBe('ready');
  });
});

/** Sends the beginning of a file and no more; whoever sends it leaves after `timeoutMs`. */
function halfAnUpload(collection: string, timeoutMs: number) {
  const { port } = new URL(server.url);
  return rawRequest(server.url, {
    method: 'POST',
    path: `/api/collections/${collection}/files`,
    headers: {
      host: `localhost:${port}`,
      authorization: `Bearer ${ADMIN_KEY}`,
      'content-type': 'multipart/form-data; boundary=x',
      'transfer-encoding': 'chunked',
    },
    body: '--x\r\nContent-Disposition: form-data; name="file"; filename="a.md"\r\n\r\nHello',
    unfinished: true,
    timeoutMs,
  });
}

describe('an upload that breaks off', () => {
  it('gives back what it held: the database takes others, and what had come is not read', async () => {
    const collection = await makeCollection(server, 'Broken off');
    const breakOff = () => halfAnUpload(collection, 1_000).catch(() => {});
    // More of them than there are connections.
    for (let i = 0; i < 3; i += 1) await Promise.all(Array.from({ length: 8 }, breakOff));
    expect((await server.call('GET', '/api/me')).status).toBe(200);
    const states = async () => {
      const path = `/api/collections/${collection}/ingestions`;
      const { data } = await server.json<{ data: { status: string }[] }>('GET', path);
      return new Set(data.map(({ status }) => status));
    };
    await expect.poll(states).toEqual(new Set(['cancelled']));
    expect(await documentsOf(collection)).toEqual(new Map());
  });

  it('is given up when it stands still, and what it held is given back', async () => {
    const collection = await makeCollection(server, 'Standing still');
    const began = performance.now();
    const ended = await halfAnUpload(collection, 20_000).then(
      () => 'answered',
      () => 'closed',
    );
    const took = performance.now() - began;
    expect([ended, took > 1_500, took < 10_000]).toEqual(['closed', true, true]);
    const path = `/api/collections/${collection}/ingestions`;
    const states = async () =>
      (await server.json<{ data: { status: string }[] }>('GET', path)).data.map(({ status }) => status);
    await expect.poll(states).toEqual(['cancelled']);
  });
});

/** Watches the parsing process, this one and how long a small request takes. */
function watchEverything() {
  let [parserMb, slowest, over] = [0, 0, false];
  const before = process.memoryUsage.rss();
  let most = before;
  const looking = (async () => {
    while (!over) {
      parserMb = Math.max(parserMb, ...parsers().map(residentMb));
      most = Math.max(most, process.memoryUsage.rss());
      await sleep(20);
    }
  })();
  const times: number[] = [];
  const asking = (async () => {
    while (!over) {
      const began = performance.now();
      await (await server.call('GET', '/api/me')).text();
      times.push(performance.now() - began);
      await sleep(20);
    }
  })();
  return {
    async end() {
      over = true;
      await Promise.all([looking, asking]);
      slowest = times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0;
      return { parserMb, slowest, growthMb: (most - before) / 2 ** 20 };
    },
  };
}

/** Process ids of our own parsing processes; none where the system does not tell. */
function parsers(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => {
        const [, ppid] = /^\d+ \(.*\) \S (\d+)/.exec(read(`/proc/${pid}/stat`)) ?? [];
        return Number(ppid) === process.pid && read(`/proc/${pid}/cmdline`).includes('parsing/host.ts');
      });
  } catch {
    return [];
  }
}

function residentMb(pid: number): number {
  return (Number(read(`/proc/${pid}/statm`).split(' ')[1]) * 4096) / 2 ** 20 || 0;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
