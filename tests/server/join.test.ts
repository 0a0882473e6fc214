import { afterEach, beforeEach, expect, test } from 'vitest';
import { login, organization } from '#contract/index.ts';
import { startServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

test('joining by a link makes a member, once', async () => {
  const owner = server.client();
  const { company } = await owner.signUp();
  const invite = await owner.ok(organization.createInvite, {});
  const guest = server.client();
  await guest.signUp({ name: 'Grace Sample' });
  expect(await guest.ok(login.joinCompany, { invite_id: invite.id })).toEqual({ company_id: company.id, company_name: company.name });
  expect(await guest.ok(login.joinCompany, { invite_id: invite.id })).toEqual({ company_id: company.id, company_name: company.name });
  const { companies } = await guest.ok(organization.getUserCompanies, {});
  expect(companies).toMatchObject([
    { personal: true, allocated: 1 },
    { id: company.id, role: 'member', allocated: 2, allowed: 10, owners: [{ name: 'Ada Sample' }], members: [{ name: 'Grace Sample' }] },
  ]);
  expect(await owner.ok(organization.getInvites, {})).toMatchObject({ invites: [{ id: invite.id, uses: 1 }] });
  expect(await guest.ok(login.getInviteInfo, { invite_id: invite.id })).toMatchObject({ active: true, already_member: true });
  expect(await owner.ok(organization.getMembers, { search: 'gRAC' })).toMatchObject({
    total: 2,
    members: [{ name: 'Grace Sample', credentials: 0 }],
    cursor: null,
  });
  expect(await guest.ok(login.leaveCompany, { company_id: company.id })).toMatchObject({
    company_id: companies[0]?.id,
    revoked_credentials: 0,
  });
});
