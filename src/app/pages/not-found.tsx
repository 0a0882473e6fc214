import { useHref } from 'react-router-dom';
import { Empty } from '#ui/empty.tsx';
import { TextLink } from '#ui/text-link.tsx';
import { PageHeading } from '../layout/page-heading.tsx';
import { usePageTitle } from '../layout/page-title.ts';

/** For addresses that lead nowhere. */
export default function NotFoundPage() {
  usePageTitle('Not found');
  const href = useHref('/profile');
  return (
    <>
      <PageHeading>Not found</PageHeading>
      <Empty title="There is no page at this address" action={<TextLink href={href}>Go to your profile</TextLink>}>
        Check the address, or start from your profile.
      </Empty>
    </>
  );
}
