import * as programs from '#contract/programs.ts';
import { Failure } from '../failure.ts';
import { handle, handlePublic, type Handler } from '../handler.ts';
import { installation } from '../usage-report.ts';
import { serverBuild, serverVersion } from '../version.ts';
import { guestMode } from './login.ts';

const release = { version: serverVersion, build: serverBuild, commit: '' };

/** What ClearML's own programs ask beside what the page does. */
export const handlers: Handler[] = [
  handlePublic(programs.ping, () => Promise.resolve({ msg: 'ClearML server' })),
  handlePublic(programs.fixedUsersMode, (_request, { settings }) =>
    Promise.resolve({ enabled: true, guest: guestMode(settings), server_errors: {} }),
  ),
  handlePublic(programs.firstInfo, () => Promise.resolve(release)),
  handlePublic(programs.infoWithUid, async (_request, context) => ({ ...release, uid: await installation(context) })),
  // dispatch has refused every caller before
  ...programs.reservedOperations.map((operation) => handle(operation, () => Promise.reject(new Failure('not_permitted')))),
];
