import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '#contract/index.ts';
import { serverUrls } from '#features/credentials/server-urls.ts';

const hosted: Configuration = { deployment: 'hosted' };
const shown = (displayedServerUrls: Configuration['displayedServerUrls']): Configuration => ({ ...hosted, displayedServerUrls });

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

  it('are three different addresses of http, whatever the server says', () => {
    const anything = fc.option(
      fc.oneof(fc.webUrl(), fc.constantFrom('', ' ', 'undefined', 'javascript:alert(1)', '/', '/api'), fc.string()),
      {
        nil: undefined,
      },
    );
    fc.assert(
      fc.property(anything, anything, anything, (webServer, apiServer, filesServer) => {
        const said = Object.fromEntries(Object.entries({ webServer, apiServer, filesServer }).filter(([, url]) => url !== undefined));
        const { web, api, files } = serverUrls(shown(said), 'http://ml.example:8080');
        expect(new Set([web, api, files]).size).toBe(3);
        for (const url of [web, api, files]) expect(url).toMatch(/^https?:\/\/[^\s"#?]+[^/]$/u);
      }),
    );
  });
});
