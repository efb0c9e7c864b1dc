import { issueNumber, type Issue, type Publication } from '#editions/publications/index.ts';
import { plainDay } from '#kernel/dates.ts';

/** What somebody who opens the archive in thirty years should know, in plain text. */
export const readMe = (publication: Publication, issue: Issue, remarks: string[]): string =>
	`${publication.title}, ${issueNumber(issue)}, ${plainDay(issue.date)}
${issue.title}

Cette archive se lit sans aucun logiciel particulier.

STRUCTURE/numero.html   le numéro tel que la structure le dit, dans un seul fichier (images et caractères compris)
STRUCTURE/numero.pdf    le même sur papier A4
STRUCTURE/lettre.html   la lettre envoyée, telle qu’elle a été validée (BAT)
STRUCTURE/lettre.txt    son texte seul
STRUCTURE/lettre.json   son objet, son texte d’aperçu, son empreinte
images/                 les images, dans leur plus grande taille
composition.json        la composition du numéro, article par article
manifest.json           la liste des fichiers, avec leur taille et leur empreinte SHA-256
SHA256SUMS              les mêmes empreintes ; pour vérifier : sha256sum -c SHA256SUMS
${remarks.length > 0 ? `\n${remarks.join('\n')}\n` : ''}`;
