import { accountOf } from './azure-account.ts';
import { millionsDrawable } from './canvas-size.ts';
import { count } from './count.ts';
import { isAzureHost } from './storage-endpoint.ts';
import {
  cannotServe,
  isBusy,
  type Cause,
  type CorsVerdict,
  type ReadVerdict,
  type SasFault,
  type ServerView,
  type TlsFault,
  type VerdictName,
} from './read-verdict.ts';

/** What happened, and what to do about it. */
export interface VerdictCopy {
  readonly title: string;
  readonly help: string;
}

type Words = { readonly [Name in VerdictName]: (verdict: Extract<ReadVerdict, { name: Name }>, origin: string) => VerdictCopy };

/** Words for a verdict. `origin` is this page's, because it is what a bucket's CORS rules have to name. */
export const verdictCopy = (verdict: ReadVerdict, origin: string): VerdictCopy => {
  const write = words[verdict.name] as (verdict: ReadVerdict, origin: string) => VerdictCopy; // its own entry takes it
  const { title, help } = write(verdict, origin);
  return verdict.perhapsVirtual === true ? { title, help: `${help} ${virtualHelp}` } : { title, help };
};

const virtualHelp = 'If this server wants the bucket in front of the host, set Address style to Virtual host.';

const plain = (title: string, help: string) => (): VerdictCopy => ({ title, help });

const words: Words = {
  works: plain('Works', 'The keys can read this bucket.'),
  offline: plain('No network', 'This browser is offline. Connect it and try again.'),
  mixed_content: plain(
    'Blocked by the browser',
    'This page came over https, so the browser sends nothing to a host over plain http. Serve the storage over https. Nothing was sent.',
  ),
  local_network: ({ denied }) => ({
    title: 'The browser guards your local network',
    help: denied
      ? 'This page may not ask hosts of your own network. Allow it: the icon at the left of the address, Site settings, Local network access. Then reload.'
      : 'The browser asks whether this page may look for devices on your local network. Try again and allow it.',
  }),
  dns: ({ host }) => ({
    title: 'Host not found',
    help: isAzureHost(host)
      ? `There is no storage account ${accountOf(host)}. Check Host.`
      : `The server of this page finds no ${host}. Check the spelling of Host and Bucket; a name of a private network needs its VPN.`,
  }),
  refused: ({ how }) => ({ title: 'Nobody answers', help: refusedHelp[how] }),
  timeout: plain(
    'No answer in time',
    'Nothing came back: the host is down or too busy, or a firewall swallows what is sent to it. Check host and port, and whether this needs a VPN.',
  ),
  tls: ({ fault, code }) => ({ title: 'Certificate refused', help: tlsHelp[fault](code) }),
  not_storage: ({ how }) => ({
    title: 'No storage there',
    help:
      how === 'html'
        ? 'A web page answers, no storage: perhaps the console of the storage, or a proxy. Check host and port (MinIO: 9000, its console 9001).'
        : 'What answers does not speak HTTP. Check the port, and whether the host needs https.',
  }),
  redirected: ({ to }) => ({
    title: 'Sent elsewhere',
    help: `The host sends requests ${to === undefined ? 'to another address' : `to ${to}`}. What this page reads stops there: enter that address as Host, if it is the storage. Elements of the browser, as for video, go there, and take along what the host puts into that address.`,
  }),
  cors: (verdict, origin) => (verdict.unshown ? unshownCopy(verdict, origin) : closedCopy(verdict, origin)),
  wrong_region: ({ region, of = 'bucket' }) => ({
    title: 'Wrong region',
    help: region === undefined ? `Enter the region that the ${of} is in.` : `The ${of} is in ${region}.`,
  }),
  clock: ({ minutes }) => ({ title: 'Wrong clock', help: clockHelp(minutes) }),
  style: ({ style }) => ({
    title: 'Other style of address',
    help:
      style === 'virtual'
        ? 'This storage wants the bucket before its host (virtual-host style), not in the path.'
        : 'This storage wants the bucket in the path, not before its host (virtual-host style).',
  }),
  wrong_key: plain('Unknown key', 'The server does not know this access key. Check Key and Host; a temporary key needs its Token.'),
  wrong_secret: plain('Wrong secret', 'The server knows the key, but the secret does not belong to it. Enter the secret again.'),
  token_expired: plain('Token expired', 'The session token is over or does not belong to the key. Enter new temporary keys.'),
  sas_expired: plain('SAS expired', 'The shared access signature is over. Make a new one and enter it here.'),
  sas_early: plain('SAS not valid yet', 'The shared access signature begins later. Wait for it, or make one that begins now.'),
  sas_refused: ({ why }) => ({ title: 'SAS refused', help: sasHelp[why] }),
  no_bucket: plain('No such bucket', 'The server has no bucket of this name. Check Bucket and Host.'),
  no_object: plain('No such object', 'The bucket has no object under this key. Letters in upper and lower case differ.'),
  no_permission: ({ permission }) => ({ title: 'No permission', help: permissionHelp(permission) }),
  broken_off: plain('Broken off', 'The answer ended before all of it was there. Try again.'),
  too_large: ({ folder }) => ({
    title: 'The list is too large',
    help: `The host sends more than 16 MiB at once, which this page does not read. Open a folder in Preview, as in ${folder}, or name the object itself.`,
  }),
  other: ({ status, code }) => {
    const answered = `It answered with status ${status}${code === '' ? '' : ` (${code})`}`;
    if (!cannotServe(status)) return { title: 'The server refused', help: `${answered}.` };
    const remedy = 'Try again in a moment. If it stays so, ask whoever runs it.';
    if (!isBusy(status)) return { title: 'The server failed', help: `${answered}. ${remedy}` };
    return { title: 'The server is busy', help: `${answered}: it has too much to do, or limits how often it is asked. ${remedy}` };
  },
  unknown: ({ server }) => ({
    title: 'No answer',
    help: `This browser got no answer and does not say why. ${
      server === undefined ? '' : `The server of this page ${serverHelp[server]}; it may be in another network than this browser. `
    }What may be behind it:`,
  }),
};

const closedCopy = ({ status, allowed }: CorsVerdict, origin: string): VerdictCopy => ({
  title: allowed ? 'This page may not read the answer' : 'The bucket does not let this page read',
  help: allowed
    ? `The storage allows ${origin}, as it told the server of this page. So an extension of the browser or a proxy takes that out of its answer, or it leaves it out of this one only, as some do of refusals and redirects.`
    : `Allow GET from ${origin} in the CORS rules of the bucket. Pictures, video and audio show without it.${
        status === undefined ? '' : ` The storage refused with status ${status} too: test again once the rules are there, to see why.`
      }`,
});

/** Elements of the browser say no more than that there is an error. */
const unshownCopy = ({ status }: CorsVerdict, origin: string): VerdictCopy => ({
  title: 'This browser cannot show the object',
  help: `It is too large (a picture of more than ${millionsDrawable} million pixels), damaged, of a kind that this browser does not know, or was refused${
    status === undefined ? '' : `, as the server of this page was, with status ${status}`
  }. Download it instead. To be told which, allow GET from ${origin} in the CORS rules of the bucket.`,
});

const serverHelp: Readonly<Record<ServerView, string>> = {
  dns: 'does not find the host',
  refused: 'finds nobody listening there',
  timeout: 'gets no answer there in time either',
  unreachable: 'has no way there',
};

const refusedHelp = {
  refused: 'The host is there, but nothing listens on this port. Check the port, and whether the storage runs.',
  reset: 'The host ends the connection without an answer. Check the port, and whether it needs https.',
  unreachable: 'There is no way to this host. Check Host, and whether this needs a VPN.',
} as const;

const tlsHelp: Readonly<Record<TlsFault, (code: string) => string>> = {
  untrusted: () =>
    'Nobody known has signed the certificate of this host. Have the browser and the system trust its authority, or give the storage a certificate of a public one.',
  expired: () => 'The certificate of this host has expired. Whoever runs the storage has to renew it.',
  early: () => 'The certificate of this host is not valid yet. Check the clocks of both sides.',
  other_name: () =>
    'The certificate is for another name than this host. Enter the name that it is for; a bucket before the host needs a certificate with *.',
  no_tls: () => 'The host does not speak https on this port. Enter it with http://, or with the port for https.',
  other: (code) => `The encrypted connection fails (${code}). Whoever runs the storage can look into it.`,
};

const sasHelp: Readonly<Record<SasFault, string>> = {
  signature:
    'The signature is wrong. Check that the SAS was copied whole, is for this account and container, and that its key was not renewed.',
  kind: 'The SAS is not for this kind of thing: a list of containers needs one of the account (srt with s), a list of blobs needs sr=c or srt with c, a blob sr=b, sr=c or srt with o.',
  service: 'The SAS is not for Blob Storage (ss without b).',
  protocol: 'The SAS is not for this protocol (spr).',
  address: 'The SAS is only for other network addresses than yours (sip).',
  unsaid:
    'Azure does not accept this shared access signature. Check that it was copied whole and is for this account and container; a firewall of the account answers so too.',
};

const permissionHelp = (permission: string): string => {
  if (permission === '') return 'The server lets nobody read this without a log-in.';
  if (permission === 'r' || permission === 'l') {
    return `The SAS is right, but lacks the permission ${permission} (${permission === 'r' ? 'read' : 'list'}). Make one that has it.`;
  }
  const hidden = permission === 's3:GetObject' ? ' An object that is not there is answered so too, where the key may not list.' : '';
  return `The key and the secret are right, but lack the permission ${permission}. Whoever gave them to you can allow it.${hidden}`;
};

const clockHelp = (minutes: number | undefined): string => {
  if (minutes === undefined) return 'The clocks of this computer and of the server differ too much. Set this one.';
  return `The clock of this computer is ${spanOf(Math.abs(minutes))} ${minutes < 0 ? 'behind' : 'ahead of'} that of the server. Set the one that is wrong.`;
};

/** In the largest unit that there are two of. */
const spanOf = (minutes: number): string => {
  if (minutes < 120) return count(minutes, 'minute');
  return minutes < 2880 ? count(Math.round(minutes / 60), 'hour') : count(Math.round(minutes / 1440), 'day');
};

/** What may be behind silence. */
export const causeCopy: Readonly<Record<Cause, string>> = {
  dns: 'The name of the host is wrong, or known in another network only.',
  refused: 'Nothing listens at this host and port, or a firewall is before it.',
  tls: 'The certificate of the host has expired, is for another name, or is signed by nobody known. Open the host in a tab of its own to see.',
  local_network: 'The browser keeps pages from your local network: allow it for this page.',
  blocker: 'An extension of the browser, or a proxy, blocks the request.',
  here: 'The server of this page reaches the storage, but this computer does not: a VPN, a firewall, or a certificate that this browser does not trust.',
};
