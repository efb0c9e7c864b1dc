/**
 * Words that passwords are too often made of, folded (lower case, no accent). Alone, repeated, or dressed with digits
 * and signs, they are what is tried first. Our own selection, French first: it is no dump of stolen passwords.
 */
const words = `
motdepasse mdp monmotdepasse passe motpasse secret monsecret identifiant connexion bienvenue bonjour bonsoir salut coucou
merci azerty azertyuiop qsdfghjklm wxcvbn qwerty qwertyuiop qwertz asdfgh asdfghjkl zxcvbnm azer qsdf abcdef abcdefgh abcd
password passw0rd passwd pass welcome hello login letmein admin administrateur administrator root user utilisateur
compte invite guest test tester changeme changemoi changer default defaut temporaire provisoire nouveau
soleil printemps automne hiver lundi mardi mercredi jeudi vendredi samedi dimanche
janvier fevrier mars avril juin juillet aout septembre octobre novembre decembre
chouchou doudou loulou loulou choupette cherie cheri amour jetaime iloveyou love monamour moncoeur coeur bebe princesse
prince papillon licorne chocolat vanille caramel nutella fraise cerise banane doudoune
marseille paris lyon france lille bordeaux nantes toulouse bretagne alsace normandie
football foot rugby psg allezlom olympique zidane mbappe monaco champion petanque
chat chien lapin tigre lion dragon panda dauphin cheval minou kiki felix medor
nicolas julien thomas alexandre sebastien christophe pierre philippe laurent olivier camille julie marie sophie
isabelle nathalie valerie sandrine celine stephanie aurelie emilie caroline virginie marine manon pauline charlotte
jordan michael daniel jessica ashley thomas kevin maxime romain antoine benjamin mathieu guillaume anthony
pokemon starwars superman batman matrix naruto doraemon minecraft fortnite goldorak asterix
mairie commune ville agglo agglomeration collectivite interco intranet unisson service direction territoire
secretariat departement region prefecture republique elections election urbanisme mediatheque
ordinateur windows internet google facebook instagram outlook office excel bureau travail maison famille vacances
liberte egalite fraternite jesus maman papa bonheur rigolo toto titi tata tutu
monkey dragon master shadow sunshine princess football baseball qazwsx trustno michelle ninja mustang access flower
freedom whatever computer cookie pepper ginger summer winter spring autumn soccer hockey killer hunter ranger
`
	.split(/\s+/)
	.filter(Boolean);

export const commonWords: string[] = [...new Set(words)].sort((a, b) => b.length - a.length);

/** Runs of the keyboard and of the numbers. */
export const runs = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'azertyuiop', 'qsdfghjklm', 'wxcvbn', 'qwertyuiop'];
