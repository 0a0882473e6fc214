import { barePaste } from './pasted-row.ts';

/**
 * True for a text that is more than the value of one field: pasted into one it is better read. `host` is a field that takes an origin.
 */
export const isMoreThanAField = (text: string, field: string): boolean => {
  const trimmed = barePaste(text);
  if (/[\r\n]/.test(trimmed)) return true;
  if (/^(?:export )?(?:AWS|AZURE_STORAGE)_[A-Z_]+=/.test(trimmed)) return true;
  if (/^(?:\$ )?mc\s+(?:-\S+\s+)*(?:alias\s+set|config\s+host\s+add)\s/.test(trimmed)) return true;
  if (/^(?:AccountName|BlobEndpoint|SharedAccessSignature|DefaultEndpointsProtocol)=/i.test(trimmed)) return true;
  if (isObject.test(trimmed) && /[}\]]$/.test(trimmed)) return true;
  const address = /^(?:https?|s3|gs|azure):\/\/[^/?#]+([/?#]?.?)/i.exec(trimmed);
  if (address === null) return false;
  return field !== 'host' || (address[1]?.length ?? 0) > 1 || !/^http/i.test(trimmed);
};

/** An object in JSON or a section of `clearml.conf`, or a list of them, with a value in it. */
const isObject = /^[\w."-]*[\s:=]*(?:\{|\[\s*\{)[^:=]*[:=]/;
