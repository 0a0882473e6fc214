import type { AnswerOf } from '#contract/by-name.ts';
import type { Configuration } from '#contract/index.ts';
import { Notice } from '#ui/notice.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { providerNames } from './login-way.ts';

interface SignOnNoticeProps {
  readonly modes: AnswerOf<'login.supported_modes'>;
  readonly configuration: Configuration;
}

/** Single sign-on leads back to ClearML's own web: this page says so, and what else there is. */
export const SignOnNotice = ({ modes, configuration }: SignOnNoticeProps) => {
  const names = providerNames(modes);
  const web = configuration.displayedServerUrls?.webServer;
  return (
    <Notice tone="info" title="Your ClearML Server uses single sign-on">
      {names.length > 0 && `It logs people in by ${new Intl.ListFormat('en', { type: 'disjunction' }).format(names)}. `}
      That leads to ClearML's own pages. Log in {web === undefined ? 'there' : <TextLink href={web}>there</TextLink>} and come back (on the
      same host the log-in holds here as well), or use an access key.
    </Notice>
  );
};
