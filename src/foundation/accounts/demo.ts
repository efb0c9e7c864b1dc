/** The accounts of the demo are known to all: they exist only where the demo was installed. */
export const demoDomain = 'demo.unisson.example';
export const demoPassword = 'unisson-demo';

/** Whether an account came with the demo. */
export const isDemoAccount = (account: { email: string | null }): boolean =>
	account.email?.endsWith(`@${demoDomain}`) ?? false;
