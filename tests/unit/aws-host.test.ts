import { expect, test } from 'vitest';
import { providerOf, readAwsHost } from '#lib/storage-endpoint.ts';

test.each([
  ['s3.amazonaws.com', {}],
  ['s3.eu-west-1.amazonaws.com', { region: 'eu-west-1' }],
  ['s3-eu-west-1.amazonaws.com', { region: 'eu-west-1' }],
  ['s3.dualstack.eu-west-1.amazonaws.com', { region: 'eu-west-1' }],
  ['s3.cn-north-1.amazonaws.com.cn', { region: 'cn-north-1' }],
  ['s3-accelerate.amazonaws.com', {}],
  ['models.s3.us-gov-west-1.amazonaws.com', { bucket: 'models', region: 'us-gov-west-1' }],
  ['my.models.s3.amazonaws.com', { bucket: 'my.models' }],
  ['ec2.eu-west-1.amazonaws.com', undefined],
  ['s3.eu-west-1.amazonaws.com.evil.example', undefined],
  ['s3.eu-west-1.amazonaws.com:9000', undefined],
] as const)('%s says its bucket and its region', (host, said) => {
  expect(readAwsHost(host)).toEqual(said);
  expect(providerOf(host) === 'aws').toBe(said !== undefined && !('bucket' in said));
});
