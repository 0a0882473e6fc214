/** Whether an account stands in the server's configuration (`FIXED_USERS`): such accounts have an address that is made of their id, and is nobody's. */
export const isConfigured = ({ id, email }: { readonly id: string; readonly email?: string | undefined }): boolean =>
  email === `${id}@example.com`;

/** The address of a user, where there is one to write to. */
export const addressOf = <User extends { readonly id: string; readonly email?: string | undefined }>(user: User): string | undefined =>
  isConfigured(user) ? undefined : user.email;
