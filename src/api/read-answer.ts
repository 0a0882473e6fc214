import { operationOf, type AnswerOf, type OperationName } from '#contract/by-name.ts';
import { envelope, type Envelope } from '#contract/operation.ts';
import type { ApiError } from './api-error.ts';
import { unanswered } from './failure-copy.ts';

/** The data of an answer whose body is `told`, parsed by the schema of the operation. Throws ApiError. */
export const readAnswer = async <Name extends OperationName>(name: Name, answer: Response, told: unknown): Promise<AnswerOf<Name>> => {
  const parsed = envelope.safeParse(told);
  if (!parsed.success) throw unanswered('bad_answer', `${name}: not an envelope`, answer.status);
  const { meta, data } = parsed.data;
  if (meta.result_code !== 200) throw await refusal(answer, meta);
  const result = operationOf(name).response.safeParse(data);
  if (!result.success) throw unanswered('bad_answer', `${name}: ${result.error.message}`, answer.status);
  return result.data as AnswerOf<Name>; // just parsed by this operation's own schema
};

/** What refusals mean comes with the first one. Where even that does not come, the server has gone in the meantime. */
const refusal = async (answer: Response, meta: Envelope['meta']): Promise<ApiError> => {
  try {
    const { refusalOf } = await import('./refusal.ts');
    return refusalOf(answer, meta);
  } catch {
    return unanswered('offline', meta.result_msg, answer.status);
  }
};
