import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Certificate } from './upstream/certificates.ts';

/** A refusal in the words of Azure. */
export interface BlobRefusal {
  readonly status: number;
  readonly code: string;
  /** its `AuthenticationErrorDetail` */
  readonly detail?: string;
}

export interface BlobServer {
  /** host:port */
  readonly host: string;
  /** what a test switches; without a refusal the container `models` has one blob, without an origin no page may read */
  readonly faults: { refusal: BlobRefusal | undefined; origin: string | undefined };
  readonly close: () => Promise<void>;
}

const declaration = '<?xml version="1.0" encoding="utf-8"?>';
const listing = `${declaration}<EnumerationResults ContainerName="models"><Blobs><Blob><Name>log.txt</Name><Properties><Content-Length>7</Content-Length></Properties></Blob></Blobs><NextMarker /></EnumerationResults>`;

const errorDocument = ({ code, detail }: BlobRefusal): string =>
  `${declaration}<Error><Code>${code}</Code><Message>${code}</Message>${detail === undefined ? '' : `<AuthenticationErrorDetail>${detail}</AuthenticationErrorDetail>`}</Error>`;

/** Blob Storage as far as it refuses: its answers are those that its documentation and a live account give; it checks no signature. */
export const startBlobServer = async (certificate: Certificate): Promise<BlobServer> => {
  const faults: BlobServer['faults'] = { refusal: undefined, origin: '*' };
  const server = createServer(certificate, (request, response) => {
    const { refusal, origin } = faults;
    const allowed =
      origin !== undefined && (origin === '*' || origin === request.headers.origin) ? { 'Access-Control-Allow-Origin': origin } : {};
    const list = request.url?.includes('comp=list') === true;
    response.writeHead(refusal?.status ?? 200, {
      'Content-Type': list || refusal !== undefined ? 'application/xml' : 'text/plain',
      ...allowed,
    });
    response.end(refusal !== undefined ? errorDocument(refusal) : list ? listing : 'epoch 1');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`, // it listens on TCP
    faults,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
};
