import { createServer, type AddressInfo, type Socket } from 'node:net';
import { startAzurite, type Azurite } from './azure/azurite.ts';
import { freePort } from './free-port.ts';
import { startS3, type S3Options, type S3Server } from './s3-server.ts';
import { makeAuthority, selfSigned, type Authority } from './upstream/certificates.ts';

/** The keys of all of them. */
export const keys = { accessKey: 'AKIDEXAMPLE', secretKey: 'hush+of/example' };
const buckets = { models: { 'log.txt': { type: 'text/plain', body: 'epoch 1' } } };
const aws = '*.s3.us-east-1.amazonaws.com';
export const google = 'storage.googleapis.com';

/** Storages with the bucket `models`, one for each thing that may be wrong with them. */
export interface Storages {
  /** whose faults are switched by a test */
  readonly sound: S3Server;
  /** every page may read it at first */
  readonly azurite: Azurite;
  /** host:port of each; `guarded` is as sound as the first, `closed` is none */
  readonly hosts: Readonly<
    Record<
      'sound' | 'abroad' | 'temporary' | 'virtual' | 'ruled' | 'stranger' | 'late' | 'misnamed' | 'guarded' | 'silent' | 'closed',
      string
    >
  >;
  /** where the names of AWS, Google and Azure lead */
  readonly names: Readonly<Record<string, string>>;
  /** host:port of all but `guarded` */
  readonly open: readonly string[];
  /** rules of CORS by bucket, none at first: of AWS, of Google, of `ruled` */
  readonly cors: Readonly<Record<'aws' | 'google' | 'own', Record<string, string>>>;
  readonly authority: Authority;
  readonly stop: () => Promise<unknown>;
}

export const startStorages = async (): Promise<Storages> => {
  const authority = makeAuthority();
  const stops: (() => Promise<unknown>)[] = [];
  const start = async (options: S3Options = {}): Promise<S3Server> => {
    const storage = await startS3({ ...keys, buckets, ...options });
    stops.push(() => storage.close());
    return storage;
  };
  const hostOf = async (options: S3Options = {}): Promise<string> => (await start(options)).host;

  const cors = { aws: {}, google: {}, own: {} };
  const sound = await start();
  const azurite = await startBlobs(authority);
  const silent = await startSilent();
  stops.push(azurite.stop, silent.close);
  const names = {
    [aws]: await hostOf({ tls: authority.issue([aws]), styles: 'both', domains: [aws.slice(2)], cors: cors.aws }),
    [google]: await hostOf({ tls: authority.issue([google]), region: 'auto', cors: cors.google }),
    [new URL(azurite.origin).host]: azurite.host,
  };
  const open = {
    sound: sound.host,
    abroad: await hostOf({ region: 'eu-west-1' }),
    temporary: await hostOf({ sessionToken: 'of today' }),
    virtual: await hostOf({ styles: 'virtual', domains: ['localhost'] }),
    ruled: await hostOf({ cors: cors.own }),
    stranger: await hostOf({ tls: selfSigned() }),
    late: await hostOf({ tls: authority.issueExpired(['127.0.0.1']) }),
    misnamed: await hostOf({ tls: authority.issue(['named.example']) }),
    silent: silent.host,
    closed: `127.0.0.1:${await freePort()}`,
  };
  const hosts = { ...open, guarded: await hostOf() };
  const stop = (): Promise<unknown> => Promise.all(stops.map((one) => one()));
  return { sound, azurite, hosts, names, open: [...Object.values(open), ...Object.values(names)], cors, authority, stop };
};

const startBlobs = async (authority: Authority): Promise<Azurite> => {
  const azurite = await startAzurite(authority);
  for (const container of ['models', 'other']) {
    await azurite.putContainer(container);
    await azurite.putBlob(container, 'log.txt', 'epoch 1', 'text/plain');
  }
  await azurite.setCors([{ origins: ['*'], methods: ['GET', 'HEAD'] }]);
  return azurite;
};

/** Takes connections and never says a word. */
const startSilent = async (): Promise<{ readonly host: string; readonly close: () => Promise<void> }> => {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
