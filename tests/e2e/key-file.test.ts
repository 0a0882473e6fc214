import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TestClient } from '#tests/support/client.ts';
import { startProcess } from '#tests/support/e2e-server.ts';
import { overNetwork } from '#tests/support/processes.ts';

test('that the key file was gone, or that others may read it, is in the log, and nothing where all is well', async () => {
  const server = await startProcess();
  let told = 0;
  const start = async (): Promise<string> => {
    await server.terminate();
    await server.restart();
    const said = server.logged().slice(told);
    told += said.length;
    return said;
  };
  const key = join(server.dataDir, 'secret.key');
  try {
    // nobody has an account yet, who could be logged out
    await rm(key);
    expect(await start()).toBe('');
    await new TestClient(overNetwork, `${server.origin}/`).signUp();
    expect(await start()).toBe('');
    await chmod(key, 0o644);
    expect(await start()).toContain('can be read by other users');
    await rm(key);
    expect(await start()).toContain('everybody has to log in again');
    expect(await start()).toBe('');
  } finally {
    await server.stop();
  }
});
