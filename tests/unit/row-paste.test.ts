import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMoreThanAField } from '#lib/more-than-a-field.ts';
import { readPaste } from '#lib/row-paste.ts';
import { hostileText } from '#tests/support/hostile-text.ts';

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const sas = 'sv=2024-11-04&ss=b&srt=sco&sp=rl&se=2030-01-01T00%3A00%3A00Z&sig=a%2Bb%2Fc%3D';
const account = 'https://acct.blob.core.windows.net';

const rows = (text: string) => readPaste(text).rows.map(({ fields }) => fields);
const notes = (text: string) => readPaste(text).notes;

describe('a shared access signature', () => {
  it.each([
    [`${account}/?${sas}`, undefined],
    [`${account}/cont?${sas}&sr=c`, 'cont'],
    [`${account}/cont/runs/a%20b.png?${sas}`, 'cont'],
  ])('in an address is for its account and container: %s', (text, bucket) => {
    const [row] = rows(text);
    expect(row).toMatchObject({ host: account, key: 'acct', secret: text.split('?')[1] });
    expect(row?.bucket).toBe(bucket);
  });

  it.each(['"', "'"])('is read in quotes as well: %s', (quote) => {
    expect(rows(` ${quote}${account}/cont?${sas}${quote}\n`)).toEqual(rows(`${account}/cont?${sas}`));
    expect(rows(`${quote}${sas}${quote}`)).toEqual([{ secret: sas, token: '' }]);
  });

  it.each(['&amp;', String.raw`\u0026`])('is read out of the source of a document as well: %s', (ampersand) => {
    const source = (text: string): string => text.replaceAll('&', ampersand);
    for (const text of [`${account}/cont?${sas}`, sas, `BlobEndpoint=${account};SharedAccessSignature=${sas}`])
      expect(rows(source(text))).toEqual(rows(text));
  });

  it.each([
    ['cont', `${account}/cont?${sas}`, account],
    ['cont', `${account}/?${sas}`, account],
    ['named', `https://other.blob.core.windows.net/named?${sas}`, 'https://other.blob.core.windows.net'],
  ])('in a whole address in place of a key is for the container %s of that address: %s', (bucket, address, host) => {
    const text = `sdk.azure.storage.containers: [ { account_name: "acct", account_key: "${address}", container_name: "cont" } ]`;
    expect(rows(text)).toEqual([{ bucket, host, key: new URL(host).host.split('.')[0], secret: sas, token: '' }]);
  });

  it.each(['https://user:pw@acct.blob.core.windows.net/cont', 'https://acct.blob.core.windows.net.evil.example/cont'])(
    'in the address %s in place of a key is no row',
    (address) => {
      expect(rows(`azure.storage.containers: [ { account_name: "acct", account_key: "${address}?${sas}" } ]`)).toEqual([]);
    },
  );

  it('of one blob is pointed out', () => {
    expect(notes(`${account}/cont/a.png?${sas}&sr=b`)).toEqual([{ what: 'blob_sas', name: 'cont' }]);
    expect(rows(`${account}/a.png?${sas}&sr=b`)[0]?.bucket).toBe('$root');
  });

  it('alone is a secret', () => {
    expect(rows(`?${sas}`)).toEqual([{ secret: sas, token: '' }]);
  });

  it('for a host that is not of Azure is no row', () => {
    expect(readPaste(`https://acct.blob.core.windows.net.evil.example/c?${sas}`)).toEqual({
      rows: [],
      notes: [{ what: 'not_azure', name: 'acct.blob.core.windows.net.evil.example' }],
    });
  });
});

describe('an Azure connection string', () => {
  it.each([
    `BlobEndpoint=${account}/;QueueEndpoint=https://acct.queue.core.windows.net/;SharedAccessSignature=${sas}`,
    `AccountName=acct;SharedAccessSignature=?${sas}`,
    `BlobEndpoint=${account}/?${sas}`,
    `AZURE_STORAGE_CONNECTION_STRING="BlobEndpoint=${account};SharedAccessSignature=${sas}"`,
    `AZURE_STORAGE_CONNECTION_STRING=BlobEndpoint=${account}/;SharedAccessSignature=${sas}`,
    `export AZURE_STORAGE_ACCOUNT=acct\nexport AZURE_STORAGE_SAS_TOKEN='${sas}'`,
  ])('with a signature is a row: %s', (text) => {
    expect(rows(text)).toEqual([{ host: account, key: 'acct', secret: sas, token: '' }]);
  });

  it('of another cloud keeps its host', () => {
    expect(rows(`AccountName=acct;EndpointSuffix=core.chinacloudapi.cn;SharedAccessSignature=${sas}`)[0]?.host).toBe(
      'https://acct.blob.core.chinacloudapi.cn',
    );
  });

  it('with an account key is explained', () => {
    const text = 'DefaultEndpointsProtocol=https;AccountName=acct;AccountKey=Zm9vYmFy==;EndpointSuffix=core.windows.net';
    expect(readPaste(text)).toEqual({ rows: [], notes: [{ what: 'account_key', name: 'acct' }] });
  });
});

describe('AWS', () => {
  const file = `# mine\n[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key=${secret}\n\n[profile temp]\naws_access_key_id=ASIA\naws_secret_access_key = ${secret}\naws_session_token = tok==\n[sso]\nsso_session = corp\n`;

  it('an answer of `aws configure` that was kept is the one in its question', () => {
    const terminal = `AWS Access Key ID [None]: AKID\nAWS Secret Access Key [None]: ${secret}\nDefault region name [eu-west-1]: `;
    expect(readPaste(terminal).rows.map(({ fields }) => fields.region)).toEqual(['eu-west-1']);
  });

  it('what `aws configure` asks is read with its answers', () => {
    const terminal = `AWS Access Key ID [None]: AKID\nAWS Secret Access Key [****xyz]: ${secret}\nDefault region name [None]: eu-west-1\nDefault output format [None]:`;
    expect(readPaste(terminal)).toEqual({
      rows: [{ name: 'default', fields: { key: 'AKID', secret, token: '', region: 'eu-west-1' } }],
      notes: [],
    });
  });

  it('profiles are rows, with what the other file says of them', () => {
    const { rows: found, notes: said } = readPaste(`${file}[default]\nregion = eu-west-1 # Dublin\n`);
    expect(found).toEqual([
      { name: 'default', fields: { key: 'AKIDDEFAULT', secret, token: '', region: 'eu-west-1' } },
      { name: 'temp', fields: { key: 'ASIA', secret, token: 'tok==' } },
    ]);
    expect(said).toEqual([{ what: 'profile_without_keys', name: 'sso' }]);
  });

  it('a region alone is one', () => {
    expect(rows('[profile a]\r\nregion = eu-west-1\r\noutput = json')).toEqual([{ region: 'eu-west-1' }]);
  });

  it.each([
    `export AWS_ACCESS_KEY_ID=AKID\nexport AWS_SECRET_ACCESS_KEY='${secret}'\nexport AWS_SESSION_TOKEN="tok=="\nexport AWS_DEFAULT_REGION=eu-west-1`,
    `AWS_ACCESS_KEY_ID=AKID\nAWS_SECRET_ACCESS_KEY=${secret}\nAWS_SESSION_TOKEN=tok==\nAWS_REGION=eu-west-1`,
    `$env:AWS_ACCESS_KEY_ID="AKID"\r\n$Env:AWS_SECRET_ACCESS_KEY="${secret}"\r\n$Env:AWS_SESSION_TOKEN="tok=="\r\n$Env:AWS_REGION="eu-west-1"`,
    `SET AWS_ACCESS_KEY_ID=AKID\nSET AWS_SECRET_ACCESS_KEY=${secret}\nSET AWS_SESSION_TOKEN=tok==\nSET AWS_REGION=eu-west-1`,
    `AWS_ACCESS_KEY_ID: AKID\nAWS_SECRET_ACCESS_KEY: "${secret}"\nAWS_SESSION_TOKEN: tok==\nAWS_REGION: eu-west-1`,
    `AWS_ACCESS_KEY_ID=AKID AWS_SECRET_ACCESS_KEY=${secret} AWS_SESSION_TOKEN=tok== AWS_REGION=eu-west-1 python train.py`,
    `export AWS_ACCESS_KEY_ID=AKID; export AWS_SECRET_ACCESS_KEY=${secret};export AWS_SESSION_TOKEN=tok== && export AWS_REGION=eu-west-1`,
    `AWS_ACCESS_KEY_ID=AKID\u2028# of the lab\u2029AWS_SECRET_ACCESS_KEY=${secret}\u2028AWS_SESSION_TOKEN=tok==\u2028AWS_REGION=eu-west-1`,
    `$env:AWS_ACCESS_KEY_ID="AKID"; $env:AWS_SECRET_ACCESS_KEY="${secret}";$env:AWS_SESSION_TOKEN="tok==";$env:AWS_REGION="eu-west-1"`,
  ])('settings of the environment are a row: %s', (text) => {
    expect(rows(text)).toEqual([{ key: 'AKID', secret, token: 'tok==', region: 'eu-west-1' }]);
  });

  it.each([`"b\\"c$x"`, '"$SECRET"', '"`pass aws`"', '$SECRET', '${SECRET}', '$(pass aws)', `'it'"'"'s'`, 'a\\ b', '"a', 'a"b"'])(
    'a setting that only a shell can read leaves no row, which is said: %s',
    (written) => {
      expect(readPaste(`export AWS_ACCESS_KEY_ID=AKID\nexport AWS_SECRET_ACCESS_KEY=${written}`)).toEqual({
        rows: [],
        notes: [{ what: 'shell', name: 'AWS_SECRET_ACCESS_KEY' }],
      });
    },
  );

  it('a setting that is no part of a row may be what it wants to be', () => {
    expect(rows(`AWS_ACCESS_KEY_ID=AKID\nAWS_SECRET_ACCESS_KEY='a$b\\"'\nAWS_PROFILE=$NAME`)).toEqual([
      { key: 'AKID', secret: 'a$b\\"', token: '' },
    ]);
  });

  it('profiles whose names are in capitals are rows of their own', () => {
    const prod = `[prod]\nAWS_ACCESS_KEY_ID = AKIDPROD\nAWS_SECRET_ACCESS_KEY = ${secret}\nAWS_SESSION_TOKEN = tok\n`;
    expect(readPaste(`${prod}[dev]\nAWS_ACCESS_KEY_ID = AKIDDEV\nAWS_SECRET_ACCESS_KEY = other\n`).rows).toEqual([
      { name: 'prod', fields: { key: 'AKIDPROD', secret, token: 'tok' } },
      { name: 'dev', fields: { key: 'AKIDDEV', secret: 'other', token: '' } },
    ]);
  });

  describe('a profile with services', () => {
    const dev = `[profile dev]\naws_access_key_id = AKID\naws_secret_access_key = ${secret}\nservices = lab\n`;
    const services =
      '[services lab]\ndynamodb =\n  endpoint_url = http://dynamo.example:8000\ns3 =\n  endpoint_url = http://minio.example:9000\n';
    const other = `[other]\naws_access_key_id = AKIDOTHER\naws_secret_access_key = ${secret}\n`;

    it.each([
      `${dev}${services}`,
      `${services}sts =\n  endpoint_url = http://sts.example\n${dev}`,
      `${dev}[services lab]\nendpoint_url = http://minio.example:9000`,
    ])('has the host that they have for S3: %s', (text) => {
      expect(readPaste(text)).toEqual({
        rows: [{ name: 'dev', fields: { key: 'AKID', secret, token: '', host: 'http://minio.example:9000' } }],
        notes: [],
      });
    });

    it('that stand elsewhere is left out, which is said', () => {
      expect(readPaste(`${dev}${other}`)).toEqual({
        rows: [{ name: 'other', fields: { key: 'AKIDOTHER', secret, token: '' } }],
        notes: [{ what: 'profile_without_services', name: 'dev' }],
      });
    });
  });

  it('a host that is nested in a profile is its own', () => {
    const text = `[default]\naws_access_key_id = AKID\naws_secret_access_key = ${secret}\ns3 =\n  endpoint_url = http://minio.example:9000\nregion = eu-west-1`;
    expect(rows(text)).toEqual([{ key: 'AKID', secret, token: '', region: 'eu-west-1', host: 'http://minio.example:9000' }]);
  });

  it('answers of its programs are a row', () => {
    const text = JSON.stringify({ Credentials: { AccessKeyId: 'ASIA', SecretAccessKey: secret, SessionToken: 'tok' } });
    expect(rows(text)).toEqual([{ key: 'ASIA', secret, token: 'tok' }]);
  });
});

describe('the file of keys from the AWS console', () => {
  it.each([
    `Access key ID,Secret access key\nAKID,${secret}`,
    `\uFEFFAccess key ID,Secret access key\r\nAKID,${secret}\r\n`,
    `"User name","Password","Access key ID","Secret access key","Console login link"\n"ada","","AKID","${secret}","https://x.example"`,
  ])('is a row: %s', (text) => expect(rows(text)).toEqual([{ key: 'AKID', secret, token: '' }]));

  it('with a cell of more than a key is none', () => {
    expect(readPaste('Access key ID,Secret access key\nAKID,"a,b"\nAKID,a""b')).toEqual({ rows: [], notes: [] });
  });

  it('without a key is none', () => expect(readPaste('Access key ID,Secret access key')).toEqual({ rows: [], notes: [] }));
});

describe('an alias of MinIO’s client', () => {
  it.each([
    `mc alias set lab https://minio.example:9000 AKID ${secret}`,
    `$ mc alias set lab https://minio.example:9000 'AKID' "${secret}" --api S3v4 --path auto`,
    `mc alias set --insecure --api=S3v4 lab \\\n  https://minio.example:9000 \\\n  AKID ${secret}`,
    `mc config host add lab https://minio.example:9000 AKID ${secret}`,
    `mc  --insecure  alias  set lab https://minio.example:9000 AKID  ${secret}`,
    `mc alias set lab https://minio.example:9000 AKID ${secret}; mc ls lab`,
    `mc alias set lab https://minio.example:9000 AKID '${secret}' && mc ls lab # all`,
  ])('is a row: %s', (text) => {
    expect(rows(text)).toEqual([{ host: 'https://minio.example:9000', key: 'AKID', secret, token: '' }]);
    expect(isMoreThanAField(text, 'key')).toBe(true);
  });

  it.each([`'it'"'"'s'`, '"a\\"b"', '"a$b"', '$SECRET', 'a\\ b', `'a`, 'a"b"', '$(pass minio)'])(
    'whose words only a shell can read is none, which is said: %s',
    (quoted) =>
      expect(readPaste(`mc alias set lab https://minio.example:9000 AKID ${quoted}`)).toEqual({
        rows: [],
        notes: [{ what: 'shell', name: 'mc alias set' }],
      }),
  );

  it('has what is in quotes as it is', () => {
    expect(rows(`mc alias set lab https://minio.example:9000 AKID "a b --api x"`)).toMatchObject([{ secret: 'a b --api x' }]);
    expect(rows(`mc alias set lab https://minio.example:9000 AKID '--api'`)).toMatchObject([{ secret: '--api' }]);
  });

  it('is one of several, and its host alone where it asks for the keys', () => {
    const text = `mc alias set a http://a.example:9000 AKID ${secret}\nmc alias set b http://b.example:9000`;
    expect(rows(text)).toEqual([{ host: 'http://a.example:9000', key: 'AKID', secret, token: '' }, { host: 'http://b.example:9000' }]);
  });
});

describe('any other text', () => {
  it('says nothing, and never fails', () => {
    expect(readPaste('hello world')).toEqual({ rows: [], notes: [] });
    const part = fc.oneof(
      hostileText,
      fc.constantFrom(
        '[',
        '{',
        '=',
        'key:',
        'secret = ',
        'aws_access_key_id',
        'AccountName=',
        '://',
        's3://',
        'sig=',
        '?sv=',
        '\n',
        '"""',
        '${',
        'export AWS_X=',
        '__proto__',
        'credentials: [',
      ),
    );
    fc.assert(fc.property(fc.array(part), (parts) => void readPaste(parts.join(''))));
    fc.assert(
      fc.property(fc.array(part), fc.constantFrom('host', 'bucket'), (parts, field) => void isMoreThanAField(parts.join(''), field)),
    );
  });

  // a pattern that goes back over the text would need minutes for one of these, and the runner would give up
  it.each([
    '[',
    '{',
    ' ',
    '"',
    'a.',
    '=',
    '\\',
    '[a',
    'key:',
    '"""',
    '${',
    '${a}[',
    'a+={}',
    'a+=[b]\n',
    'a:[b] [',
    'a:b//',
    '\n=',
    '[]',
    'a"',
    '//',
    'AccountName=;',
    'a = \n',
    '[a]\n',
    '?a=',
    '&sig=',
    ' =',
    ' AWS_A',
    ' AWS_A=',
    's3:',
    'x://',
    'mc alias set ',
    'mc alias set \'"',
    ' --a',
    'Access key ID,',
  ])('is read at once, however much of it there is: %j', (unit) => {
    const text = unit.repeat(Math.floor(260_000 / unit.length));
    for (const one of [
      text,
      `s3://${text}`,
      `sv=1&sig=${text}`,
      `https://${text}`,
      `aws_access_key_id=${text}`,
      `AWS_A=${text}`,
      `mc alias set ${text}`,
    ])
      readPaste(one);
    for (const one of [text, `https://${text}`, `a${text}`]) isMoreThanAField(one, 'host');
  });

  it('that is too long is not read, and too many rows are cut off', () => {
    expect(notes('a'.repeat(300_000))).toEqual([{ what: 'too_long', name: '' }]);
    const many = `credentials: [${'{ bucket: b, key: k, secret: s }\n'.repeat(200)}]`;
    expect(rows(many)).toHaveLength(100);
    expect(notes(many)).toEqual([{ what: 'too_many', name: '' }]);
  });
});

describe('what is pasted into one field', () => {
  it.each([
    ['minio.example:9000', 'host', false],
    ['https://minio.example:9000/', 'host', false],
    ['s3://models', 'host', true],
    ['https://minio.example/models', 'host', true],
    ['s3://models', 'bucket', true],
    ['models\n', 'bucket', false],
    ['a\nb', 'key', true],
    [sas, 'secret', false],
    [`"${account}/cont?${sas}"`, 'secret', true],
    ['"minio.example:9000"', 'host', false],
    ['{"Credentials":{"AccessKeyId":"ASIA","SecretAccessKey":"s"}}', 'key', true],
    ['{"url":"http://minio.example:9000","accessKey":"k","secretKey":"s"}', 'key', true],
    ['sdk { aws { s3 { key: "k", secret: "s" } } }', 'secret', true],
    ['sdk.aws.s3.credentials = [ { bucket: b, key: k, secret: s } ]', 'bucket', true],
    ['[::1]:9000', 'host', false],
    ['p{a}:ss', 'secret', false],
    ['{word}', 'secret', false],
    ['AccountName=a;AccountKey=b', 'secret', true],
    ['AWS_ACCESS_KEY_ID=a AWS_SECRET_ACCESS_KEY=b', 'key', true],
  ])('%j into %s is more than its value: %s', (text, field, more) => {
    expect(isMoreThanAField(text, field)).toBe(more);
  });
});
