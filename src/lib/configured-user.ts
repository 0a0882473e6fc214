/** A user, as far as it matters here. */
interface Named {
  readonly id: string;
  readonly email?: string | undefined;
}

/** Whether an account stands in the server's configuration (`FIXED_USERS`): such accounts have an address that is made of their id, and is nobody's. */
export const isConfigured = ({ id, email }: Named): boolean => email === `${id}@example.com`;

/** The address of a user, where there is one to write to. */
export const emailOf = (user: Named): string | undefined => (isConfigured(user) ? undefined : user.email);
