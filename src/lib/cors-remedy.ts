import { accountOf } from './azure-account.ts';
import { isBucketName } from './cloud-row.ts';
import type { CorsVerdict } from './read-verdict.ts';
import { providerOf, readEndpoint } from './storage-endpoint.ts';

/** Something to paste that lets a page read, and where. */
export interface CorsRemedy {
  /** what it is for, as its Copy button names it too */
  readonly name: string;
  /** where it goes */
  readonly where: string;
  readonly text: string;
}

/** Response headers that pages may read then; a browser hides all others. */
const exposed = ['Accept-Ranges', 'Content-Length', 'Content-Range', 'Content-Type', 'Date', 'ETag'];
const ofAws = [...exposed, 'x-amz-bucket-region', 'x-amz-request-id'];
const ofAzure = [...exposed, 'x-ms-error-code', 'x-ms-request-id'];
const ofGoogle = [...exposed, 'x-goog-stored-content-length'];

/** What to paste so that pages of `origin` may read the bucket of a verdict. GET and HEAD, nothing that writes. */
export const corsRemedies = ({ host, bucket }: Pick<CorsVerdict, 'host' | 'bucket'>, origin: string): readonly CorsRemedy[] => {
  if (host === undefined) return [header(origin)];
  const name = inCommand(bucket);
  switch (providerOf(host)) {
    case 'aws':
      return [awsConsole(origin), command(name, origin, '')];
    case 'google':
      return [google(name, origin)];
    case 'azure':
      return [azure(accountOf(host) || 'ACCOUNT', origin)];
    case 's3':
      return [minio(origin), command(name, origin, ` --endpoint-url ${readEndpoint(host)?.origin ?? 'ENDPOINT'}`), xml(origin)];
  }
};

const rules = (origin: string) => [
  { AllowedOrigins: [origin], AllowedMethods: ['GET', 'HEAD'], AllowedHeaders: ['Range'], ExposeHeaders: ofAws, MaxAgeSeconds: 3600 },
];

/** A name that is there, and that no shell reads as anything else: it may come from an address that somebody else made. */
const inCommand = (bucket: string): string => (isBucketName(bucket) && !bucket.includes('$') ? bucket : 'BUCKET');

/** Without line breaks, for a command. */
const line = (value: unknown): string => `'${JSON.stringify(value)}'`;

const awsConsole = (origin: string): CorsRemedy => ({
  name: 'AWS console',
  where: 'In the S3 console: the bucket, Permissions, Cross-origin resource sharing (CORS), Edit.',
  text: JSON.stringify(rules(origin), null, 2),
});

const command = (bucket: string, origin: string, endpoint: string): CorsRemedy => ({
  name: 'AWS CLI',
  where:
    endpoint === ''
      ? 'Or by the command line of AWS.'
      : 'Others that keep rules for each bucket (Ceph, Aliyun and more), by the command line of AWS.',
  text: `aws s3api put-bucket-cors${endpoint} --bucket ${bucket} --cors-configuration ${line({ CORSRules: rules(origin) })}`,
});

const xml = (origin: string): CorsRemedy => ({
  name: 'XML',
  where: 'The same as a document, for whoever takes it so (mc cors set ALIAS/BUCKET cors.xml, s3cmd setcors).',
  text: [
    '<CORSConfiguration>',
    '  <CORSRule>',
    `    <AllowedOrigin>${origin}</AllowedOrigin>`,
    '    <AllowedMethod>GET</AllowedMethod>',
    '    <AllowedMethod>HEAD</AllowedMethod>',
    '    <AllowedHeader>Range</AllowedHeader>',
    ...ofAws.map((name) => `    <ExposeHeader>${name}</ExposeHeader>`),
    '    <MaxAgeSeconds>3600</MaxAgeSeconds>',
    '  </CORSRule>',
    '</CORSConfiguration>',
  ].join('\n'),
});

const minio = (origin: string): CorsRemedy => ({
  name: 'MinIO',
  where:
    'MinIO has one list of origins for the whole server (* unless somebody set it). Put your alias for ALIAS and keep origins that are there, with commas. Or set MINIO_API_CORS_ALLOW_ORIGIN to the same value.',
  text: `mc admin config set ALIAS api cors_allow_origin=${origin}\nmc admin service restart ALIAS`,
});

const azure = (account: string, origin: string): CorsRemedy => ({
  name: 'Azure CLI',
  where: 'Azure keeps rules for all containers of an account.',
  text: `az storage cors add --account-name ${account} --services b --methods GET HEAD --origins ${origin} --allowed-headers Range --exposed-headers ${ofAzure.join(',')} --max-age 3600`,
});

const google = (bucket: string, origin: string): CorsRemedy => {
  const document = [{ origin: [origin], method: ['GET', 'HEAD'], responseHeader: ['Range', ...ofGoogle], maxAgeSeconds: 3600 }];
  return {
    name: 'Google Cloud',
    where: 'As the file cors.json, taken over by the command below it (in older tools: gsutil cors set cors.json).',
    text: `cat > cors.json <<'END'\n${JSON.stringify(document, null, 2)}\nEND\ngcloud storage buckets update gs://${bucket} --cors-file=cors.json`,
  };
};

const header = (origin: string): CorsRemedy => ({
  name: 'web server',
  where: 'The web server has to answer with this header.',
  text: `Access-Control-Allow-Origin: ${origin}`,
});
