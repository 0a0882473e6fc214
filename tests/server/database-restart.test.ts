import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPostgres } from '#server/store/postgres.ts';
import { serving } from '#server/store/pool.ts';
import { isLong, tried } from '#tests/support/runs.ts';
import { serverOn } from '#tests/support/behind.ts';
import { findPostgres, startCluster, type Cluster } from '#tests/support/postgres-cluster.ts';
import { administer } from '#tests/support/postgres.ts';
import type { TestServer } from '#tests/support/server.ts';
import { startTunnel, type Tunnel } from '#tests/support/tunnel.ts';
import { startWriters, type Writers } from '#tests/support/writers.ts';

const bin = findPostgres();
const rounds = isLong ? 25 : 2;
/** The one thing that callers are told meanwhile. */
const unavailable = ['500/102'];

describe.runIf(process.env['TEST_STORE'] === 'postgres' && bin !== undefined)('under eight writers, a PostgreSQL', () => {
  let cluster: Cluster;
  let tunnel: Tunnel;
  let server: TestServer;
  let writers: Writers;
  beforeEach(async () => {
    cluster = await startCluster(bin ?? '');
    tunnel = await startTunnel(new URL(cluster.url));
    server = await serverOn(await openPostgres(tunnel.url, serving));
    writers = await startWriters(server);
    await writers.served(3);
  }, 60_000);
  afterEach(async () => {
    await server.close();
    await tunnel.stop();
    await cluster.stop();
  }, 60_000);

  /** All go on by themselves; nothing that was acknowledged is lost, nothing is done twice. */
  const goesOn = async (): Promise<void> => {
    await writers.served(3);
    expect(await writers.end()).toEqual(unavailable);
    expect(await writers.wrong()).toEqual([]);
  };

  test('that is stopped, or crashes, and is started again', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await cluster.end(round % 2 === 0 ? 'fast' : 'immediate');
      await cluster.start();
      await writers.served(1);
      tried(1);
    }
    await goesOn();
  });

  test('that breaks off every connection', async () => {
    const all = 'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and client_port is not null';
    for (let round = 0; round < rounds * 3; round += 1) {
      await administer(cluster.url, all);
      await writers.served(1);
      tried(1);
    }
    await goesOn();
  });

  test('that is lost, and another that followed it takes its place at the same address', async () => {
    tried(1);
    const standby = await cluster.follow();
    await administer(cluster.url, "alter system set synchronous_standby_names = '*'");
    await administer(cluster.url, 'select pg_reload_conf()');
    await writers.served(3);
    await cluster.end('immediate');
    tunnel.lead(new URL(standby.url));
    // before it is the first, it may be read only
    await expect.poll(async () => (await server.client().raw('readyz')).status, { timeout: 20_000 }).toBe(200);
    await administer(standby.url, 'select pg_promote()');
    await goesOn();
    await server.close();
    await standby.stop();
  });
});
