import { Empty } from '#ui/empty.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { href } from '../href.ts';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';

/** For addresses that lead nowhere. */
export default function NotFoundPage() {
  usePageTitle('Not found');
  return (
    <>
      <PageHeading>Not found</PageHeading>
      <Empty title="There is no page at this address" action={<TextLink href={href('/profile')}>Go to your profile</TextLink>}>
        Check the address, or start from your profile.
      </Empty>
    </>
  );
}
