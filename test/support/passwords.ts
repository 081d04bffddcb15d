/** Passwords for tests: as cheap as argon2id gets. */

export const QUICK_PASSWORDS = ['--password-memory', '8KiB', '--password-passes', '1'] as const;
