import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { corsRemedies } from '#lib/cors-remedy.ts';
import { runs } from '#tests/support/runs.ts';
import { readCorsDocument } from '#tests/support/s3/cors-document.ts';

const origin = 'https://profile.example.com';
const hosts = {
  aws: '',
  google: 'https://storage.googleapis.com',
  azure: 'https://acct.blob.core.windows.net',
  own: 'https://minio.example.com:9000',
} as const;
const of = (host: string | undefined, bucket = 'models') => corsRemedies({ host, bucket }, origin);

describe('the rules of CORS to paste', () => {
  test('are those of the docs', async () => {
    const shown = await readFile('docs/buckets.md', 'utf8');
    const texts = Object.values(hosts).flatMap((host) => of(host).map(({ text }) => text));
    expect(texts).toHaveLength(7);
    expect(texts.filter((text) => !shown.includes(`\n${text}\n\`\`\``))).toEqual([]);
  });

  test('are documents that S3 and Google take, for this page and reading only', () => {
    const [awsConsole, command] = of(hosts.aws);
    const [, , xml] = of(hosts.own);
    const [google] = of(hosts.google);
    const documents = [
      awsConsole?.text,
      /--cors-configuration '(.*)'$/.exec(command?.text ?? '')?.[1],
      xml?.text,
      /\n(\[.*\])\n/s.exec(google?.text ?? '')?.[1],
    ];
    for (const text of documents) {
      const [rule, ...more] = readCorsDocument(text ?? '');
      expect(more).toEqual([]);
      expect(rule).toMatchObject({ origins: [origin], methods: ['GET', 'HEAD'], seconds: 3600 });
      expect(rule?.exposed).toEqual(expect.arrayContaining(['Content-Range', 'Content-Length', 'ETag']));
    }
  });

  test('name the bucket, the account and the host', () => {
    expect(of(hosts.google)[0]?.text).toContain('gs://models ');
    expect(of(hosts.google, '')[0]?.text).toContain('gs://BUCKET ');
    expect(of(hosts.azure)[0]?.text).toContain('--account-name acct ');
    expect(of(hosts.own)[1]?.text).toContain('--endpoint-url https://minio.example.com:9000 --bucket models ');
    expect(of(hosts.own, '$web')[1]?.text).toContain('--bucket BUCKET ');
    expect(of(undefined)).toEqual([expect.objectContaining({ text: `Access-Control-Allow-Origin: ${origin}` })]);
  });
});

describe('a name that somebody else wrote', () => {
  const evil = fc
    .array(fc.constantFrom('$(id)', '`id`', "'", '"', ';', '\n', '&', '|', '>', ' ', '$HOME', '<', 'models', '-', '.', '=', '*'), {
      maxLength: 6,
    })
    .map((parts) => parts.join(''));
  /** A host that may be typed. */
  const hostOf = (name: string) => `https://${name.replace(/[/?#]/g, '')}.example`;

  test('puts nothing into a command or a document that a shell would read', () => {
    const texts = (bucket: string) => Object.values(hosts).flatMap((host) => of(host, bucket).map(({ text }) => text));
    fc.assert(
      fc.property(evil, evil, (bucket, name) => {
        if (!/^\w[\w.:-]*$/.test(bucket)) expect(texts(bucket)).toEqual(texts(''));
        const [, command] = of(hostOf(name), bucket);
        expect(command?.text).toMatch(
          /^aws s3api put-bucket-cors --endpoint-url [\w.:/-]+ --bucket \w[\w.:-]* --cors-configuration '[^']*'$/,
        );
      }),
      { numRuns: runs(200) },
    );
  });

  test('runs nothing in a real shell', () => {
    const [, command] = of('https://$(echo host).example', '$(echo bucket)');
    const said = execFileSync('sh', ['-c', `aws() { printf '%s ' "$@"; }\n${command?.text}`], { encoding: 'utf8' });
    expect(said).toContain('--endpoint-url ENDPOINT --bucket BUCKET ');
  });
});
