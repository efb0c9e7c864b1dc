import type { Command } from './command.ts';

/** The words of the terminal. Each is loaded only when it is said, so that the terminal answers at once. */
export const commands: Record<string, { summary: string; load(): Promise<Command> }> = {
	migrate: {
		summary: 'Met la base de données à jour',
		load: async () => (await import('./migrate.ts')).migrate
	},
	seed: {
		summary: 'Installe le territoire de démonstration',
		load: async () => (await import('./seed.ts')).seed
	},
	account: {
		summary: 'Comptes et rôles',
		load: async () => (await import('./account.ts')).account
	},
	structure: {
		summary: 'Structures et identités',
		load: async () => (await import('./structure.ts')).structure
	},
	section: {
		summary: 'Rubriques et territoires de communication',
		load: async () => (await import('./section.ts')).section
	},
	article: {
		summary: 'Écrire, publier, retirer un article',
		load: async () => (await import('./article.ts')).article
	},
	home: {
		summary: 'Composer la une d’une structure',
		load: async () => (await import('./home.ts')).home
	},
	import: {
		summary: 'Importe un dossier de Markdown ou un export WordPress',
		load: async () => (await import('./import.ts')).importCommand
	},
	publication: {
		summary: 'Journaux et infolettres',
		load: async () => (await import('./publication.ts')).publication
	},
	issue: {
		summary: 'Numéros : créer, publier, compiler, envoyer un essai',
		load: async () => (await import('./issue.ts')).issue
	},
	subscriber: {
		summary: 'Abonnés : importer, exporter, consulter, désabonner',
		load: async () => (await import('./subscriber.ts')).subscriber
	},
	mailing: {
		summary: 'Envois : préparer, lancer, suivre, arrêter',
		load: async () => (await import('./mailing.ts')).mailing
	},
	bounce: {
		summary: 'Lire ce qui revient des envois',
		load: async () => (await import('./bounce.ts')).bounce
	},
	worker: {
		summary: 'Fait ce que l’heure demande et envoie les lettres',
		load: async () => (await import('./worker.ts')).worker
	},
	search: {
		summary: 'Refait l’index de recherche',
		load: async () => (await import('./search.ts')).search
	},
	backup: {
		summary: 'Sauvegarde la base et la médiathèque',
		load: async () => (await import('./backup.ts')).backup
	},
	restore: {
		summary: 'Restaure une sauvegarde',
		load: async () => (await import('./restore.ts')).restore
	}
};
