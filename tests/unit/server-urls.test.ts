import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '#contract/index.ts';
import { serverUrls } from '#features/credentials/server-urls.ts';
import { readAddress, readServers } from '#features/credentials/typed-servers.ts';

const hosted: Configuration = { deployment: 'hosted' };
const shown = (displayedServerUrls: Configuration['displayedServerUrls']): Configuration => ({ ...hosted, displayedServerUrls });

/** What no reader of a snippet takes for anything but itself. */
const plain = /^https?:\/\/(?:[a-z\d._-]+|\[[\da-f:.]+\])(?::\d+)?(?:\/[\w./~%-]*[\w.~%-])?$/u;

describe('server addresses of a snippet', () => {
  it('are what the server says, without a slash at the end', () => {
    const configuration = shown({
      webServer: 'https://ml.example/',
      apiServer: 'https://ml.example/api/',
      filesServer: 'https://ml.example/files',
    });
    expect(serverUrls(configuration, 'https://elsewhere.example')).toEqual({
      web: 'https://ml.example',
      api: 'https://ml.example/api',
      files: 'https://ml.example/files',
    });
  });

  it.each([
    ['http://127.0.0.1:8080', { web: 'http://127.0.0.1:8080', api: 'http://127.0.0.1:8080/api', files: 'http://127.0.0.1:8081' }],
    ['https://app.ml.example', { web: 'https://app.ml.example', api: 'https://app.ml.example/api', files: 'https://files.ml.example' }],
    ['http://ml.example:8081', { web: 'http://ml.example:8081', api: 'http://ml.example:8081/api', files: 'http://ml.example:8081/files' }],
    ['http://[::1]:8080', { web: 'http://[::1]:8080', api: 'http://[::1]:8080/api', files: 'http://[::1]:8081' }],
    [
      'https://corp.example/tools/clearml/',
      { web: 'https://corp.example/tools/clearml', api: 'https://corp.example/tools/clearml/api', files: 'https://corp.example:8081' },
    ],
    [
      "http://ml.example/it's/$HOME/",
      { web: 'http://ml.example/it%27s/%24HOME', api: 'http://ml.example/it%27s/%24HOME/api', files: 'http://ml.example:8081' },
    ],
  ])('follow from the page at %s where the server says none', (origin, expected) => {
    expect(serverUrls(hosted, origin)).toEqual(expected);
  });

  it('reads a path as one on the own origin', () => {
    expect(serverUrls(shown({ apiServer: '/api', filesServer: '/files' }), 'http://ml.example:3000')).toEqual({
      web: 'http://ml.example:3000',
      api: 'http://ml.example:3000/api',
      files: 'http://ml.example:3000/files',
    });
  });

  it('are three different addresses of http in plain letters, whatever the server says', () => {
    const anything = fc.option(
      fc.oneof(
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.constantFrom('', ' ', 'undefined', 'javascript:alert(1)', '/', '/api', `http://a"b/`, "http://h/'$(x)`y`{z}"),
        fc.string(),
        fc.string().map((path) => `http://h/${path}`),
      ),
      { nil: undefined },
    );
    fc.assert(
      fc.property(anything, anything, anything, (webServer, apiServer, filesServer) => {
        const said = Object.fromEntries(Object.entries({ webServer, apiServer, filesServer }).filter(([, url]) => url !== undefined));
        const { web, api, files } = serverUrls(shown(said), 'http://ml.example:8080');
        expect(new Set([web, api, files]).size).toBe(3);
        for (const url of [web, api, files]) expect(url).toMatch(plain);
      }),
    );
  });
});

describe('a typed address', () => {
  it.each([
    ['http://h:8085/', 'http://h:8085'],
    [' https://ML.example/api// ', 'https://ml.example/api'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['https://ml.example:443', 'https://ml.example'],
    ['http://ml.exämple', 'http://ml.xn--exmple-cua'],
    ['http://h/a(b)', 'http://h/a%28b%29'],
  ])('%s is taken as %s', (typed, url) => {
    expect(readAddress(typed)).toEqual({ url });
  });

  it.each([
    ['', 'Type the address'],
    ['  ', 'Type the address'],
    ['ml.example:8080', 'Begin with http'],
    ['ftp://ml.example', 'Begin with http'],
    ['http://ml.example/a b', 'Leave out'],
    ['http://ml.example/"', 'Leave out'],
    ["http://ml.example/'", 'Leave out'],
    ['http://ml.example/`id`', 'Leave out'],
    ['http://ml.example/#/x', 'Leave out'],
    ['http://ml.example/?a=b', 'Leave out'],
    ['http:\\\\ml.example', 'Begin with http'],
    ['http://ada:secret@ml.example', 'no address'],
    ['http://ml.example:99999', 'no address'],
    ['http://', 'no address'],
    ['http://$HOME', 'no address'],
  ])('%s is not taken, and the field says: %s', (typed, words) => {
    expect(readAddress(typed)).toEqual({ problem: expect.stringContaining(words) });
  });

  it('is plain in any case', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string({ unit: 'binary' }),
          fc.string().map((rest) => `http://h${rest}`),
        ),
        (typed) => {
          const read = readAddress(typed);
          if ('url' in read) expect(read.url).toMatch(plain);
        },
      ),
    );
  });
});

describe('three typed addresses', () => {
  const urls = { web: 'http://h:8080', api: 'http://h:8008', files: 'http://h:8081' };

  it('are taken where each is right', () => {
    expect(readServers({ ...urls, api: 'http://h:8008/' })).toEqual({ urls });
  });

  it('are refused where two are equal but for a slash, at the later one', () => {
    expect(readServers({ ...urls, files: 'http://h:8008/' })).toEqual({
      problems: { files: expect.stringContaining('Same as “API server”') },
    });
    expect(readServers({ ...urls, api: 'http://H:8080' })).toEqual({ problems: { api: expect.stringContaining('Same as “Web server”') } });
  });

  it('are refused with what is wrong at each', () => {
    expect(readServers({ web: 'x', api: urls.api, files: '' })).toEqual({
      problems: { web: expect.stringContaining('Begin'), files: expect.stringContaining('Type') },
    });
  });
});
