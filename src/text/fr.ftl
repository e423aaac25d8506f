# Ce que voient les lecteurs en français. Espace insécable devant « : », espace fine insécable devant « ; ! ? ».

## dates

dates-month = { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
dates-month-of-day = { $month ->
        [1] janvier
        [2] février
        [3] mars
        [4] avril
        [5] mai
        [6] juin
        [7] juillet
        [8] août
        [9] septembre
        [10] octobre
        [11] novembre
       *[12] décembre
    }
dates-month-short = { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juill.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    }
dates-month-short-of-day = { $month ->
        [1] janv.
        [2] févr.
        [3] mars
        [4] avr.
        [5] mai
        [6] juin
        [7] juill.
        [8] août
        [9] sept.
        [10] oct.
        [11] nov.
       *[12] déc.
    }
dates-weekday-short = { $weekday ->
        [1] lun.
        [2] mar.
        [3] mer.
        [4] jeu.
        [5] ven.
        [6] sam.
       *[7] dim.
    }
dates-day-of-month = { $day ->
        [1] 1er
       *[other] { $day }
    } { $month } { $year }
dates-month-of-year = { $month } { $year }
dates-year = { $year }
dates-days-of-month = { $day_from ->
        [1] 1er
       *[other] { $day_from }
    }–{ $day_to } { $month } { $year }
dates-days-of-months = { $day_from ->
        [1] 1er
       *[other] { $day_from }
    } { $month_from } – { $day_to ->
        [1] 1er
       *[other] { $day_to }
    } { $month_to } { $year }
dates-months-of-year = { $month_from } – { $month_to } { $year }
dates-years = { $from } – { $to }
dates-from-to = { $from } – { $to }
dates-with-time = { $date }, { $time }
dates-today = aujourd’hui
dates-tomorrow = demain
dates-length = { $unit ->
        [second] { $count ->
            [one] { $count } seconde
           *[other] { $count } secondes
        }
        [minute] { $count ->
            [one] { $count } minute
           *[other] { $count } minutes
        }
        [hour] { $count ->
            [one] { $count } heure
           *[other] { $count } heures
        }
        [day] { $count ->
            [one] { $count } jour
           *[other] { $count } jours
        }
        [week] { $count ->
            [one] { $count } semaine
           *[other] { $count } semaines
        }
        [month] { $count ->
            [one] { $count } mois
           *[other] { $count } mois
        }
       *[year] { $count ->
            [one] { $count } an
           *[other] { $count } ans
        }
    }
dates-ahead = { $unit ->
        [second] { $count ->
            [one] dans { $count } seconde
           *[other] dans { $count } secondes
        }
        [minute] { $count ->
            [one] dans { $count } minute
           *[other] dans { $count } minutes
        }
        [hour] { $count ->
            [one] dans { $count } heure
           *[other] dans { $count } heures
        }
        [day] { $count ->
            [one] dans { $count } jour
           *[other] dans { $count } jours
        }
        [week] { $count ->
            [one] dans { $count } semaine
           *[other] dans { $count } semaines
        }
        [month] { $count ->
            [one] dans { $count } mois
           *[other] dans { $count } mois
        }
       *[year] { $count ->
            [one] dans { $count } an
           *[other] dans { $count } ans
        }
    }
dates-ago = { $unit ->
        [second] { $count ->
            [one] il y a { $count } seconde
           *[other] il y a { $count } secondes
        }
        [minute] { $count ->
            [one] il y a { $count } minute
           *[other] il y a { $count } minutes
        }
        [hour] { $count ->
            [one] il y a { $count } heure
           *[other] il y a { $count } heures
        }
        [day] { $count ->
            [one] il y a { $count } jour
           *[other] il y a { $count } jours
        }
        [week] { $count ->
            [one] il y a { $count } semaine
           *[other] il y a { $count } semaines
        }
        [month] { $count ->
            [one] il y a { $count } mois
           *[other] il y a { $count } mois
        }
       *[year] { $count ->
            [one] il y a { $count } an
           *[other] il y a { $count } ans
        }
    }
dates-before = { $unit ->
        [second] { $count ->
            [one] { $count } seconde avant
           *[other] { $count } secondes avant
        }
        [minute] { $count ->
            [one] { $count } minute avant
           *[other] { $count } minutes avant
        }
        [hour] { $count ->
            [one] { $count } heure avant
           *[other] { $count } heures avant
        }
        [day] { $count ->
            [one] { $count } jour avant
           *[other] { $count } jours avant
        }
        [week] { $count ->
            [one] { $count } semaine avant
           *[other] { $count } semaines avant
        }
        [month] { $count ->
            [one] { $count } mois avant
           *[other] { $count } mois avant
        }
       *[year] { $count ->
            [one] { $count } an avant
           *[other] { $count } ans avant
        }
    }

## reply

reply-report-button = Signaler une erreur
reply-remind-button = Me prévenir
reply-more = … et { $count } de plus
reply-about = env. { $date }
reply-unconfirmed = (non confirmé)
reply-more-sources = { $sources }, { $count } de plus
reply-sources = Sources : { $sources }
# What somebody did, and who: “Acknowledged by @Lena”.
reply-by = { $how } par { $by }
reply-somebody = quelqu’un

## pages

pages-newest-footer = Fait le plus récent : { $newest } · faits en anglais
pages-newest-until-footer = Fait le plus récent : { $newest } · à jour au { $until } · faits en anglais
pages-until-footer = À jour au { $until } · faits en anglais
pages-stale = Données de { $age } ({ $newest }) – à vérifier avant usage
pages-warning-about = { $what }. { $warning }
pages-gone = La page { $page } a été retirée depuis la publication de ce message. /hotspots donne la liste actuelle.
pages-page-of = Page { $page } sur { $pages }
pages-back-button = ◀ Précédent
pages-next-button = Suivant ▶
pages-list = { $first }, { $next }
pages-in-brackets = { $what } ({ $note })
pages-labelled = { $what } : { $rest }
# Verdicts on Chinese and Russian conduct, measured by U.S. aims. They stand alone, after a colon and in brackets.
pages-stance-aligned = convergence
pages-stance-partly = convergence partielle
pages-stance-opposed = opposition
pages-stance-unclear = indéterminé
pages-stance-heading = Position face aux objectifs américains : { $stance }
pages-china-button = Chine
pages-russia-button = Russie
pages-actor-joint = Chine et Russie
pages-actor-us = États-Unis
pages-actor-other = Autres
pages-status-confirmed = confirmé
pages-status-announced = annoncé
pages-status-expected = attendu
pages-status-held = tenu
pages-status-cancelled = annulé
pages-class-members = Membres
pages-class-partners = Partenaires
pages-class-observers = Observateurs
pages-class-guests = Invités
pages-region-global = Monde
pages-region-east-asia = Asie de l’Est
pages-region-southeast-asia = Asie du Sud-Est
pages-region-central-and-south-asia = Asie centrale et du Sud
pages-region-middle-east = Moyen-Orient
pages-region-africa = Afrique
pages-region-europe = Europe
pages-region-arctic = Arctique
pages-region-americas = Amériques
pages-region-elsewhere = Ailleurs
# /hotspots
pages-hotspots-title = Points chauds
pages-organizations-heading = Organisations
pages-hotspots-lead = Points chauds : { $hotspots }, organisations : { $organizations }. Entre parenthèses : la conduite de la Chine et de la Russie face aux objectifs américains.
pages-open-page-placeholder = Ouvrir une page…
# /issue and /timeline
pages-overview-button = Aperçu
pages-timeline-button = Chronologie
pages-terms-button = Termes
pages-sources-button = Sources
pages-more-button = Plus
pages-sources-lead = A : gouvernement, ONU, agence ou grand média. B : petit média, média d’État ou reprise. C : revue de presse ou blog ; ce qui ne repose que sur C est marqué non confirmé.
pages-together-heading = Ensemble
pages-latest-heading = Derniers faits
pages-next-summit-heading = Prochain sommet
pages-not-known-heading = Inconnu à ce jour
pages-nothing-about-china = Rien de consigné ici sur la Chine.
pages-nothing-about-russia = Rien de consigné ici sur la Russie.
pages-no-events-since = Aucun événement depuis cette date : { $since }.
pages-events-since = Depuis : { $since }, du plus récent au plus ancien.
pages-no-events = Aucun événement daté.
pages-newest-first = Du plus récent au plus ancien.
pages-no-terms = Aucun terme pour cette page. /glossary les donne tous.
pages-chair-heading = Présidence
pages-chair-inferred = { $chair } (d’après la rotation ; aucune source ne l’indique)
pages-founded = Création : { $date }.
pages-seat = Siège : { $seat }.
pages-nothing-more = Rien d’autre de consigné.
pages-source-missing = { $id } n’est plus dans sources.toml
pages-untitled = sans titre
# /aligned_with_us
pages-alignment-title = Chine et Russie face aux objectifs américains
pages-oldest-verdict = Évaluation la plus ancienne. { $warning }
pages-verdicts-lead = Évaluations : convergence { $aligned }, convergence partielle { $partly }, opposition { $opposed }, indéterminé { $unclear }. Pour les motifs, choisissez une évaluation ou Suivant.
pages-verdict-lead = Évaluation : { $stance }.
pages-no-verdict-lead = Aucun point chaud n’est actuellement évalué ainsi : { $stance }.
pages-no-verdict-now-lead = Aucun point chaud n’est actuellement évalué ainsi : { $stance }. Auparavant : { $earlier }.
pages-earlier-verdict = { $line } (auparavant { $stance }, { $date })
pages-all-button = Tous
pages-aligned-button = Convergence
pages-partly-button = Partielle
pages-opposed-button = Opposition
pages-unclear-button = Indéterminé
# /compare and /glossary
pages-compare-title = { $first } et { $second }
pages-latest-cell = dernier fait
pages-nothing = Rien de consigné.
pages-also = Aussi : { $names }
pages-all-terms-button = Tous les termes
pages-glossary-title = Glossaire
pages-glossary-footer = /glossary term: en affiche un seul · faits en anglais
# /summits and /summit
pages-summits-title = Sommets
pages-no-summits = Aucun sommet.
pages-venue-days = jours du lieu de réunion
pages-open-summit-placeholder = Ouvrir un sommet…
pages-no-date = date inconnue
pages-dates-and-place = { $dates }, { $place }
pages-was-planned = prévu : { $dates } ; non confirmé
pages-summit-statement = { $line }. { $to_watch }
pages-dates = Dates
pages-begins = Début
pages-where = Lieu
pages-zone = Fuseau
pages-status = Statut
pages-to-watch = À suivre
pages-members-button = Membres : { $series }
pages-all-summits-button = Tous les sommets
# What a typed name or a message leads to
pages-no-such-page-title = Page introuvable
pages-no-such-term-title = Terme introuvable
pages-no-such-summit-title = Sommet introuvable
pages-assumed = Vous avez demandé « { $asked } ». Voici { $name }.
pages-assumed-of-several = Vous avez demandé « { $asked } ». Voici { $name } ({ $count } résultats).
pages-nothing-near = Rien ici ne s’appelle « { $asked } ». Le plus proche est ci-dessous ; /hotspots et /glossary donnent tout.
pages-nothing-listed = Rien ici ne s’appelle « { $asked } ». Voici les pages disponibles.
pages-nothing-term = Rien ici ne s’appelle « { $asked } ». /glossary donne tous les termes.
pages-nothing-summit = Rien ici ne s’appelle « { $asked } ». Les prochains sommets sont ci-dessous ; /summits les donne tous.
pages-knowledge-is-empty = La base de connaissances est vide.
pages-nothing-to-look-up-title = Rien à rechercher
pages-nothing-to-look-up = Ce message ne nomme ni point chaud ni organisation. /hotspots en donne la liste.
pages-topics-title = Sujets de ce message
pages-topic-in-brief = Position face aux objectifs américains : { $stance }. Fait le plus récent : { $newest }.
pages-an-organization = Une organisation.

## answers

answers-quoted = « { $text } »
answers-continuing = Suite : { $topic }
answers-continuing-with = Suite : { $topic } → { $own }
answers-members = { $class } – { $organization } ({ $count })
answers-chair = Présidence – { $organization }
answers-not-spoken-of = Mes pages ne disent rien de « { $name } » même. Cela relève de « { $page } » :
answers-not-found-title = Je n’ai rien trouvé à ce sujet dans mes pages
answers-not-found = Mes pages traitent de la Chine et de la Russie dans les points chauds du monde, de leurs organisations et de leurs sommets. Sujets les plus proches ci-dessous. Votre question est transmise aux rédacteurs, sans votre nom.
answers-not-found-until = Mes pages traitent de la Chine et de la Russie dans les points chauds du monde, de leurs organisations et de leurs sommets (à jour au { $until }). Sujets les plus proches ci-dessous. Votre question est transmise aux rédacteurs, sans votre nom.
answers-newer = { $warning }. Plus récent sur la page « { $page } » : { $newest }
answers-reworded-footer = Reformulé par { $model }, vérifié d’après les pages

## conversation

# Hello, thanks, and the like.
conversation-hello-title = Que souhaitez-vous savoir ?
conversation-hello = Posez votre question en toutes lettres, par exemple « qui soutient Maduro ? », « est-ce contraire aux intérêts américains ? » ou « quand a lieu le prochain sommet de l’OCS ? ». Je réponds uniquement d’après mes pages, avec dates et sources. /hotspots en donne la liste.
conversation-thanks-title = Je vous en prie
conversation-thanks = Revenez quand vous voulez. /feedback signale aux rédacteurs ce qui est faux ou manquant.
conversation-goodbye-title = À la prochaine
conversation-goodbye = Revenez dès qu’un point chaud ou un sommet vous occupe.
conversation-about-title = Je suis un bot
conversation-about = Un programme qui répond uniquement d’après ses pages, avec dates et sources. Demandez « qui soutient Maduro ? », ou « que peux-tu faire ? » pour en savoir plus.
conversation-reaction-title = C’est noté
conversation-reaction = Que dois-je chercher ? Demandez par exemple « que veut la Russie en Syrie ? ». Sous une réponse, 👍 et 👎 parviennent aux rédacteurs.
conversation-nonsense-title = Je n’y vois pas de question
conversation-nonsense = Nommez un point chaud, une organisation ou un sommet, par exemple « Venezuela » ou « quand a lieu le prochain sommet de l’OCS ? ». /hotspots en donne la liste.
conversation-chatter-title = Vos collègues sauront mieux
conversation-chatter = Je ne connais que mes pages. Demandez « qui soutient Maduro ? » ou « quoi de neuf ? », ou voyez /hotspots.
conversation-age-title = Ancienneté des faits
conversation-age = Le fait le plus récent date du { $end }. Les pages reposent sur { $sources ->
        [one] { $sources } source
       *[other] { $sources } sources
    } ; chaque affirmation indique sa date et sa source, et une page le signale quand ses faits sont anciens.
conversation-age-none = Aucun fait n’est encore chargé. L’exploitant peut en voir la raison avec `attache check`.
conversation-new-title = Quoi de neuf
conversation-new-none = Rien de daté n’est encore chargé. L’exploitant peut en voir la raison avec `attache check`.

# What the bot can do.
conversation-help-title = Ce que je sais faire
conversation-help = Je réponds d’après des pages sourcées sur ce que la Chine et la Russie font ensemble. Mentionnez-moi et posez votre question en toutes lettres, ou utilisez une commande.
conversation-help-look-heading = Chercher une information
conversation-help-issue = un point chaud : qui veut quoi, actions communes, nouveautés
conversation-help-aligned = où leurs objectifs rejoignent ceux de Washington, ou non
conversation-help-summits = ce qui vient, dans votre fuseau horaire
conversation-help-remind = un message direct avant un sommet
conversation-help-ask = une question libre ; une suite telle que « et la Russie ? » convient
conversation-help-onboard = une visite pour débuter, avec de courtes questions
conversation-help-feedback = signaler une erreur aux rédacteurs
conversation-help-manage-heading = Pour les gestionnaires de ce serveur
conversation-help-alerts-add = alerter un salon avant les sommets
conversation-help-alerts-list = ce qui est réglé, et ce qui vient
conversation-help-alerts-test = publier un essai et vérifier mes permissions
conversation-help-language = fixer la langue de ce serveur
conversation-help-hotspots-button = Tous les points chauds
conversation-set-up-button = Configurer les alertes

## tours

tours-next-button = Suite ▶
tours-question-button = Aller à la question
tours-stop-button = Arrêter
tours-finish-button = Terminer ▶
tours-begin-button = Commencer ▶
tours-continue-button = Continuer
tours-start-over-button = Recommencer
tours-start-button = Commencer { $track }
tours-back-button = Retour à la visite
tours-page-button = ◀ Retour à la fiche
tours-next-question-button = Question suivante ▶ ({ $count } en attente)
tours-progress = { $bar } { $at } sur { $of }
tours-together = Ensemble
tours-us-aims = Objectifs américains : { $stance }
tours-latest = Dernier fait
tours-chair = Présidence
tours-terms-heading = Termes
# Sous une page dont le cadre est en français et le contenu en anglais.
tours-in-english = Faits et questions en anglais
tours-question-title = { $topic } : une question
tours-right-title = Exact
tours-wrong-title = Pas tout à fait
tours-correct-answer = Bonne réponse : { $letter }
tours-your-answer = Votre réponse : { $letter }
tours-why = Pourquoi
tours-returns = Cette question reviendra le { $day }.
tours-learned-now = Acquis : cette question ne reviendra plus.
tours-welcome-title = Bienvenue : { $track }
tours-welcome-steps = { $count ->
        [one] Une étape courte, avec une question.
       *[other] { $count } étapes courtes, avec une question chacune.
    } Arrêtez quand vous voulez ; /onboard continue reprend là où vous en étiez.
tours-welcome-reviews = Les questions manquées reviennent quelques jours plus tard, un message par jour au plus, à { $time }. /onboard stop y met fin.
tours-same-title = Vous suivez déjà cette visite
tours-other-title = Vous suivez une autre visite : { $track }
tours-offer = Continuer là où vous en étiez, ou commencer { $track } ?
tours-finished-title = Visite terminée : { $track }
tours-questions = Questions
tours-missed-questions = Questions manquées
tours-what-next = Et ensuite
tours-what-next-advice = /onboard start propose d’autres visites. Consultez une fiche avec /issue, ou posez votre question avec /ask.
tours-stopped-title = Visite arrêtée
tours-stopped = Vous ne recevrez plus de questions. Votre progression est conservée : /onboard continue reprend là où vous en étiez.
tours-score = { $right ->
        [one] { $right } bonne réponse
       *[other] { $right } bonnes réponses
    }, { $wrong ->
        [one] { $wrong } erreur
       *[other] { $wrong } erreurs
    }
tours-score-sentence = { $score }.
tours-none-open = Aucune en attente.
tours-open-stopped = En attente : { $count } ; révisions arrêtées. /onboard continue les relance.
tours-open-paused = En attente : { $count } ; révisions suspendues : { $reason }. /onboard continue les relance.
tours-open-next = En attente : { $count } ; prochaine : { $when }.
tours-open-unscheduled = En attente : { $count } ; aucune prévue.
tours-learned = Acquises : { $count }.
tours-reason-unanswered = { $count ->
        [one] { $count } question restée sans réponse
       *[other] { $count } questions de suite restées sans réponse
    }
tours-reason-unknown = raison inconnue
tours-local-time = { $weekday } { $day }, { $time } ({ $zone })
tours-review-time = { $time } ({ $zone })
tours-your-tour-title = Votre visite
tours-your-time = Votre heure : { $time }
tours-mention-in = dans
tours-mention-taken-by = suivie par
tours-nobody = Personne n’a encore commencé de visite ici.
tours-on-this-server = Sur ce serveur
tours-last-on = dernière activité : { $day }
tours-unavailable = indisponible pour le moment
tours-finished = terminée
tours-stopped-at = arrêtée à { $topic }
tours-at = en cours : { $topic }
tours-try-again-title = À revoir : { $topic }
tours-waiting = { $count ->
        [0] Aucune autre question en attente
        [one] { $count } autre question en attente
       *[other] { $count } autres questions en attente
    }
tours-stop-ends-this = /onboard stop y met fin
tours-none-waiting-title = Aucune question en attente
tours-refused-stopped = Vous avez arrêté votre visite. /onboard continue reprend là où vous en étiez.
tours-refused-not-started = Vous n’avez pas encore commencé de visite. Utilisez /onboard start.
tours-refused-no-track = Votre visite est indisponible pour le moment. Réessayez plus tard, ou choisissez-en une autre avec /onboard start.
tours-refused-time = « { $given } » n’est pas une heure. Essayez 09:00 ou 18:30.
tours-refused-zone = Le fuseau horaire « { $given } » est inconnu. Utilisez un nom IANA, par exemple Europe/Brussels.
tours-refused-zone-near = Le fuseau horaire « { $given } » est inconnu. Vouliez-vous dire { $nearest } ? Utilisez un nom IANA, par exemple Europe/Brussels.
tours-refused-zone-not-a-place = « { $given } » n’est pas un lieu, et seul un lieu dit quand on change d’heure. Utilisez-en un, par exemple { $places }.
tours-refused-no-tracks = Il n’y a aucune visite pour le moment. Les rédacteurs les ajoutent dans knowledge/onboarding/.
tours-refused-unknown-track = Il n’y a pas de visite « { $given } ». Choisissez parmi : { $tracks }.

## alerts

alerts-acknowledge-button = Acquitter
alerts-snooze-button = Dans 1 h
alerts-snooze-quarter-button = Dans 15 min
alerts-snooze-morning-button = À 8 h
alerts-details-button = Détails
alerts-acknowledged = Alerte acquittée
alerts-snoozed-until = Alerte reportée au { $at }
alerts-snoozed-quiet = Alerte reportée au { $at } (heures de silence)
alerts-taken-after = au bout de { $length }
alerts-refused-too-soon = Le sommet commence { $ahead }, avant le prochain rappel.
alerts-refused-begun = Le sommet a commencé ; il n’y a plus rien à reporter.
alerts-refused-acknowledge = Appuyez plutôt sur Acquitter.
alerts-refused-not-on-record = Cette alerte n’est plus enregistrée ; personne n’a donc été noté comme responsable.
alerts-before = { $lead } avant
alerts-headline = { $summit } – { $countdown }
alerts-has-begun = a commencé
alerts-not-acknowledged-title = Non acquittée : { $summit }
alerts-moved-title = Reporté : { $summit }
alerts-changed-title = Modifié : { $summit }
alerts-moved-unknown = date inconnue
alerts-cancelled-title = Annulé : { $summit }
alerts-removed-title = Retiré du calendrier : { $summit }
alerts-is-back-title = De retour au calendrier : { $summit }
alerts-back = Rappel de l’alerte reportée.
alerts-back-from = Rappel : { $user } l’avait reportée.
alerts-acknowledge-by = À acquitter { $by }.
alerts-acknowledge-by-then = À acquitter { $by }, puis { $then }.
alerts-take-over = Personne n’a acquitté l’alerte ci-dessus. Merci de la prendre en charge.
alerts-take-over-within = Personne n’a acquitté l’alerte ci-dessus (délai : { $length }). Merci de la prendre en charge.
alerts-call-number = Appel { $number } sur { $count }
alerts-call-repeat = Rappel { $number } sur { $count }
alerts-called-before = déjà appelés :
alerts-call-next = Ensuite
alerts-call-again = de nouveau, au plus { $count ->
        [one] { $count } fois
       *[other] { $count } fois
    }, et plus après le début du sommet
alerts-call-last = C’est le dernier appel ; personne d’autre ne sera appelé.
alerts-whoever-is-on-duty = la personne de permanence
alerts-was-on-duty = la personne de permanence
alerts-new-date = Nouvelle date : { $dates }.
alerts-new-date-was = Nouvelle date : { $dates } (auparavant : { $old }).
alerts-new-place-was = Nouveau lieu : { $place } (auparavant : { $old }).
alerts-place-unknown = inconnu
alerts-new-status-was = Nouveau statut : { $status } (auparavant : { $old }).
alerts-date-unknown = inconnue
alerts-was-planned = Date prévue : { $dates }. Il n’y aura plus d’alerte.
alerts-no-more = Il n’y aura plus d’alerte.
alerts-cancelled = Annulé
alerts-cancelled-was = Annulé (date prévue : { $old })
alerts-removed = Retiré du calendrier.
alerts-is-back = De retour au calendrier.
alerts-unchanged = Rien n’a changé.
alerts-removed-advice = Personne n’a annoncé d’annulation ; demandez aux rédacteurs. Il n’y aura plus d’alerte.
alerts-removed-was-planned = Date prévue : { $dates }. Personne n’a annoncé d’annulation ; demandez aux rédacteurs. Il n’y aura plus d’alerte.
alerts-of-summit = { $summit } : { $what }
alerts-when = Quand
alerts-when-hour = { $moment } ({ $dates }, { $offset })
alerts-when-day = { $dates }, heure inconnue
alerts-where = Où
alerts-status-as-of = { $status } (état : { $date })
# À côté du texte d’un sommet, qui est en anglais.
alerts-to-watch = À suivre (en anglais)
alerts-today-hour-unknown = aujourd’hui (heure inconnue)
alerts-tomorrow = demain
alerts-calendar-unreadable = Le calendrier est illisible ; voici ce qui était prévu.
alerts-late = En retard : alerte prévue pour { $at }.
alerts-offline = Bot hors ligne : { $span }.
alerts-summit-begun = Le sommet a commencé.
alerts-missed-title = Alertes manquées
alerts-missed = Vous avez manqué { $count ->
        [one] { $count } alerte
       *[other] { $count } alertes
    }
alerts-missed-offline = Bot hors ligne : { $span }. { $missed } :
alerts-missed-late = En retard : la première était prévue pour { $at }. { $missed } :
alerts-missed-beginnings = Vous avez manqué le début de ceux-ci.
alerts-ahead-title = Sommets à venir
alerts-ahead = Encore à venir : { $count ->
        [one] { $count } sommet
       *[other] { $count } sommets
    }
alerts-ahead-sentence = { $ahead }.
alerts-digest-title = La semaine à venir
alerts-digest-headline = La semaine à venir : { $count ->
        [0] aucun sommet
        [one] { $count } sommet
       *[other] { $count } sommets
    }
alerts-calendar-incomplete = Une partie du calendrier est illisible : il peut manquer des sommets.
alerts-digest-empty = Aucun sommet connu ne commence dans les sept jours.
alerts-notice-title = Les alertes du salon { $channel } sont suspendues
alerts-notice-advice = /alerts test indique ce qui manque, /alerts resume les relance.
alerts-reason = { $reason ->
        [acknowledged_in_time] acquittée à temps
        [nobody_on_duty] personne n’était de permanence
        [date_changed] la date du sommet a changé
        [date_changed_again] la date a encore changé
        [summit_cancelled] le sommet est annulé
        [summit_held] le sommet a eu lieu
        [not_in_calendar] le sommet n’est plus au calendrier
        [not_subscribed] le sommet n’est plus couvert par l’abonnement
        [subscription_changed] l’abonnement a été modifié
        [subscription_removed] l’abonnement a été supprimé
        [no_longer_in_settings] l’abonnement n’est plus dans la configuration
        [recipient_forgotten] le destinataire a fait supprimer ses données
        [later_handover] l’heure de la relève suivante était venue
        [subscription_paused] l’abonnement était suspendu
        [not_posted_in_time] non publiée à temps
        [rejected_by_discord] Discord a refusé le message
        [channel_unavailable] le salon n’existe plus ou est fermé au bot
        [refused_for_now] Discord refuse tout pour le moment
        [timed_out] le bot est temporairement exclu du serveur
        [deleted_since] publiée, puis supprimée dans le salon
        [defect] attache s’est interrompu ; le journal de l’exploitant dit où
        [may_be_posted] Discord ne l’a pas confirmée, et le bot ne peut pas lire l’historique du salon pour la chercher (Voir les anciens messages)
        [role_missed_in_thread] son rôle a des membres absents du fil, qui n’ont pas été notifiés
        [ambiguous] Discord n’a pas confirmé la publication
       *[rate_limited] Discord demande d’attendre
    }
alerts-reason-last-attempt = { $reason } ; dernier essai : { $detail }
alerts-paused-bot-removed = le bot a été retiré du serveur
alerts-paused-not-in-settings = n’est plus dans la configuration
alerts-kind = { $kind ->
        [moved] report
        [cancelled] annulation
        [removed] retrait du calendrier
        [back] retour au calendrier
        [escalation] relais
        [snooze] rappel différé
        [digest] résumé
        [handover] relève
       *[owner_notice] avis au responsable
    }
alerts-state = { $state ->
        [planned] planifiée
        [posted] publiée
        [missed] manquée
        [failed] échouée
       *[withdrawn] retirée
    }
alerts-handover-title = Relève
alerts-handover-due-heading = À venir dans les 24 heures
alerts-handover-open-heading = Non acquittées
alerts-handover-open-signed-heading = Non acquittées, transmises
alerts-handover-failed-heading = Non publiées
alerts-handover-taken-heading = Prises en charge
alerts-handover-under-way-heading = En cours
alerts-handover-moved-heading = Reportés ou annulés
alerts-handover-facts-heading = Faits nouveaux
alerts-handover-paused-heading = Suspendus
alerts-handover-no-subscriptions = Ce serveur n’a aucun abonnement. /alerts add en crée un.
alerts-handover-all-clear = Rien à signaler : rien en attente, rien de prévu dans les 24 heures, rien de nouveau.
alerts-handover-summit = { $summit }, { $what }
alerts-handover-moved = { $summit } : { $from } → { $to }
alerts-handover-cancelled = { $summit } : annulé
alerts-handover-removed = { $summit } : retiré du calendrier
alerts-handover-changed = lieu ou statut modifié
alerts-handover-digest = Le résumé hebdomadaire
alerts-handover-notice = Avis d’un abonnement en échec
alerts-handover-reason = { $what } : { $reason }
alerts-handover-since = Depuis la dernière relève
alerts-handover-since-a-week = Les 7 derniers jours ; dernière relève signée
alerts-handover-first = Les 12 dernières heures ; personne n’a encore signé de relève ici
alerts-handover-take-over-button = Prendre la relève
alerts-handover-taken-over = Relève prise
alerts-handover-taken-before = /handover montre ce qui est arrivé depuis.
alerts-handover-headline = Relève : { $what }
alerts-handover-open-count = en attente : { $count }
alerts-handover-failed-count = non publiées : { $count }
alerts-handover-due-count = dans les 24 h : { $count }
alerts-handover-nothing-open = rien en attente
alerts-handover-begun = { $what } (le sommet a commencé)
alerts-handover-taken = { $what } : prise en charge en { $length }
alerts-handover-snoozed = { $what } : reportée après { $length }
alerts-handover-several = { $what } et { $count } de plus
alerts-handover-chair = Présidence : { $chair }
alerts-list-before = { $summits } : { $leads } avant
alerts-list-zone = fuseau { $zone }
alerts-list-acknowledge = délai d’acquittement : { $within }
alerts-list-acknowledge-alone = délai d’acquittement : { $within }, ensuite elle reste ouverte dans /handover
alerts-list-call-again = dernier appel répété : { $every }
alerts-list-on-duty = après { $after }, la personne de permanence
alerts-list-calls-in-quiet = appels aussi pendant le silence
alerts-list-quiet = silence { $hours }
alerts-list-digest = résumé le { $day ->
        [monday] lundi
        [tuesday] mardi
        [wednesday] mercredi
        [thursday] jeudi
        [friday] vendredi
        [saturday] samedi
       *[sunday] dimanche
    } à { $time }
alerts-list-publish = publié aux abonnés du salon
alerts-list-handover = relève à { $hours }
alerts-list-and = { $first } ; { $then }
alerts-list-line = { $wanted }. { $standing }
alerts-list-next = prochaine alerte :
alerts-list-none-left = Plus d’alerte : aucun sommet à venir
alerts-list-none-yet = Pas encore d’alerte : { $summit } n’a pas de date exacte
alerts-list-too-late = Plus d’alerte : tous les délais demandés avant { $summit } sont passés
alerts-list-cancelled = Aucune alerte : { $summit } est annulé
alerts-list-begun = Aucune alerte : { $summit } a commencé
alerts-list-over = Aucune alerte : la date de { $summit } est passée
alerts-list-paused = Suspendu ; /alerts resume reprend
alerts-list-paused-because = Suspendu : { $reason } ; /alerts resume reprend
alerts-list-removed = Supprimé
alerts-list-all-summits = tous les sommets
alerts-mention-in = dans
alerts-mention-to = pour
alerts-mention-role = mentionne
alerts-mention-then = puis
alerts-mention-after = après { $after }
alerts-mention-paused-by = suspendu par
alerts-mention-taken-by = acquittée par
alerts-mention-by = par
alerts-mention-ends = se termine
alerts-mention-from = Du
alerts-mention-to-moment = au
alerts-mention-snoozed-by = reportée par
alerts-mention-until = jusqu’au
alerts-mention-escalated-to = relayée à
alerts-mention-snoozed-until = reportée jusqu’au
alerts-mention-acknowledged = acquittée le
alerts-mention-asked-by = demandé par
alerts-mention-would = une alerte mentionnerait
alerts-trial-title = Essai d’alerte : { $summits }
alerts-trial-headline = Essai d’alerte
alerts-trial = Ceci est un essai ; aucun sommet n’est imminent.
alerts-trial-subscription = Abonnement { $id }
alerts-fate-summit = { $summit }, { $kind }
alerts-fate-posted = publiée le
alerts-fate-ended = { $state } ({ $reason })
alerts-fate-not-tried = pas encore tentée
alerts-fate-attempt = { $outcome },
alerts-fate-attempts = { $count } essais
alerts-fate-due = prévue le
alerts-message-link = message
alerts-event-no-place = À préciser
alerts-event-hour-unknown = L’heure n’est pas encore connue.
alerts-events-on-title = Événements du serveur : { $summits }
alerts-events-off-title = Événements du serveur : désactivés
alerts-events-being-deleted = { $count ->
        [one] Encore { $count } événement à supprimer.
       *[other] Encore { $count } événements à supprimer.
    }
alerts-events-none = Aucun événement pour l’instant.
alerts-events-next = { $count ->
        [one] { $count } événement
       *[other] { $count } événements
    } ; le prochain : { $next }
alerts-events-begun = { $count ->
        [one] { $count } en cours de création.
       *[other] { $count } en cours de création.
    }
alerts-events-left-out = { $count ->
        [one] { $count } sommet reste sans événement
       *[other] { $count } sommets restent sans événement
    } : Discord en permet 100 par serveur, les plus proches sont gardés.
alerts-events-dismissed = { $count ->
        [one] { $count } événement a été supprimé ici et ne sera pas recréé
       *[other] { $count } événements ont été supprimés ici et ne seront pas recréés
    } ; /alerts events turn:on les recrée.
alerts-events-undated = { $count ->
        [one] { $count } sommet n’a pas encore de date précise.
       *[other] { $count } sommets n’ont pas encore de date précise.
    }
alerts-events-rejected = Discord refuse { $name } : { $detail }
alerts-events-paused-permission = En pause : il me manque la permission « Créer des événements » (Create Events). Accordez-la à mon rôle dans « Paramètres du serveur », « Rôles » ; je réessaie dans l’heure.
alerts-events-paused = En pause : { $detail }. Je réessaie dans l’heure.
alerts-duty-title = Permanence : { $rota }
alerts-duty-now = De permanence
alerts-duty-until = Jusqu’à
alerts-duty-next = Ensuite
alerts-duty-nobody = personne
alerts-duty-role = appelés entre-temps :
alerts-duty-handed-over-by = relève donnée par
alerts-duty-hand-over-button = Passer la relève
alerts-refused-too-many = Ce serveur a { $most } abonnements, le maximum possible. Supprimez-en un d’abord.
alerts-refused-twin = Ce salon a déjà un abonnement aux mêmes sommets, { $id }. Modifiez-le avec /alerts edit.
alerts-refused-of-settings = L’abonnement { $id } est dans la configuration du bot ; seul l’exploitant du bot peut l’y modifier. /alerts pause fonctionne ici.
alerts-refused-no-summit = Indiquez au moins un sommet, ou `all`.
alerts-refused-no-rota = Ce serveur n’a pas de tableau de permanence ; personne n’est donc de permanence. L’exploitant du bot peut en créer un.
alerts-refused-unknown-summit = Aucune organisation, série ni sommet ne s’appelle `{ $name }`. Choisissez dans la liste.
alerts-refused-unknown-summit-near = Aucune organisation, série ni sommet ne s’appelle `{ $name }`. Vouliez-vous dire `{ $nearest }` ?
alerts-refused-no-lead = Indiquez au moins une durée avant le sommet, par exemple `7d`.
alerts-refused-too-many-leads = Dix durées au plus avant un sommet ; vous en avez indiqué { $given }.
# A person's reminders.
alerts-remind-set-title = Rappel enregistré
alerts-remind-changed-title = Rappel modifié
alerts-remind-resumed-title = Vos rappels reprennent
alerts-remind-kept-title = Vous avez déjà ce rappel
alerts-remind-passed = déjà passé
alerts-remind-no-day = La date n’est pas encore connue. Dès qu’elle le sera, vous recevrez un message direct avec cette avance : { $leads }.
alerts-remind-footer = Par message direct ; aussi en cas de report ou d’annulation. /remind montre vos rappels.
alerts-remind-remove-button = Supprimer
alerts-remind-remove-one-button = Supprimer : { $summit }
alerts-remind-resume-button = Reprendre
alerts-remind-list-title = Vos rappels
alerts-remind-list = Quand vient le prochain message direct, et toutes les avances que vous avez demandées.
alerts-remind-list-empty-title = Vous n’avez aucun rappel
alerts-remind-list-empty = Appuyez sur « Me prévenir » sous un sommet, ou utilisez /remind summit.
alerts-remind-list-before = { $leads } avant
alerts-remind-list-no-day = { $leads } avant, dès que la date sera connue
alerts-remind-list-none-left = plus aucun message avant le début
alerts-remind-list-paused = { $leads } avant ; suspendu
alerts-remind-paused = Suspendu : mes messages directs ne vous parviennent pas ({ $detail }). Dans le menu d’un serveur que nous avons en commun, ouvrez les paramètres de confidentialité et autorisez les messages directs ; puis appuyez sur Reprendre.
alerts-remind-removed-title = Supprimé : { $summit }
alerts-remind-refused-no-summit = Le calendrier n’a plus ce sommet. /summits montre ceux à venir.
alerts-remind-refused-cancelled = Ce sommet est annulé. /summits montre ceux à venir.
alerts-remind-refused-over = Ce sommet est terminé, ou sa date prévue est passée. /summits montre ceux à venir.
alerts-remind-refused-begun = Ce sommet a commencé. /summits montre ceux à venir.
alerts-remind-refused-passed = Il commence { $ahead } ; ces moments sont donc passés. Choisissez-en un plus court, par exemple /remind before:10m.
alerts-remind-refused-too-many = Vous avez { $most } rappels, le maximum possible. Supprimez-en un d’abord avec /remind.

## config

config-not-a-lead = `{ $given }` n’est pas une durée ; écrivez par exemple `30d`, `7d`, `1d`, `2h` ou `30m`, un an au plus.
config-not-a-clock-time = `{ $given }` n’est pas une heure ; écrivez par exemple `09:00`.
config-not-quiet-hours = `{ $given }` n’est pas une plage horaire ; écrivez par exemple `22:00-06:00`.
config-not-a-weekly-time = `{ $given }` n’est pas un moment de la semaine ; écrivez par exemple `monday 08:00`.
config-unknown-zone = Il n’y a pas de fuseau horaire `{ $zone }`. Écrivez un nom IANA, par exemple `Europe/Brussels`.
config-unknown-zone-near = Il n’y a pas de fuseau horaire `{ $zone }`. Vouliez-vous dire `{ $nearest }` ?
config-zone-not-a-place = `{ $zone }` n’est pas un lieu, et seul un lieu dit quand on change d’heure. Écrivez-en un, par exemple { $places }.
config-escalation-without-deadline = Un rôle de relais exige un délai : indiquez « délai », par exemple `30m`.
config-too-many-handovers = Six relèves par jour au plus ; vous en avez indiqué { $given }.
config-deadline-without-escalation = Un délai d’acquittement exige quelqu’un à appeler : indiquez « relais », ou « relais_successifs » à la place des deux.
config-escalation-twice = Indiquez soit « relais_successifs », soit « délai » et « relais ».
config-escalation-order = Chaque appel vient après le précédent ; ce n’est pas le cas de `{ $after }`.
config-escalation-too-long = Au plus { $most } appels successifs ; vous en avez indiqué { $given }.
config-repeat-without-escalation = Il n’y a personne à rappeler : indiquez « relais_successifs ».
config-repeat-too-often = Un appel se répète au plus tôt après `1m`, pas après `{ $given }`.

## bot

bot-broken-title = Une erreur s’est produite ici
bot-broken = Vous n’y êtes pour rien. Réessayez dans une minute. Si cela se reproduit, transmettez cette référence à l’exploitant : { $reference }
bot-busy-title = Beaucoup de demandes à la fois
bot-busy = Vous n’y êtes pour rien, et rien n’a changé. Réessayez dans un instant.
bot-button-old = Ce bouton date d’une version antérieure du bot. Refaites la demande avec /issue.
bot-command-unknown = Le bot n’a plus cette commande. Rechargez Discord pour voir celles qu’il propose.
bot-command-outdated = Cette commande vient de changer. Rechargez Discord et saisissez-la de nouveau.
bot-interaction-unknown = Le bot ne sait pas traiter cette demande. /help indique ce qu’il sait faire.

# Messages to the bot.
bot-message-no-history = Je ne peux pas lire l’historique de ce salon, ni donc répondre ici à un message. Accordez à mon rôle la permission « Voir les anciens messages » (Read Message History).
bot-message-role-title = Mentionnez-moi, pas mon rôle
bot-message-role = Discord masque ce que vous avez écrit quand seul mon rôle est mentionné. /ask fonctionne partout.
bot-message-withheld-title = Je ne vois pas ce que vous avez écrit
bot-message-withheld = Discord ne me montre que les messages qui me mentionnent. /ask fonctionne partout.
bot-message-mention = Reposez la question avec
bot-message-wordless-title = Je ne lis que du texte
bot-message-wordless = Ce message ne contient aucun mot. Écrivez ce que vous souhaitez savoir.
bot-message-too-many-title = C’est beaucoup à la fois
bot-message-too-many = Vos questions arrivent plus vite que je ne peux répondre ici. Reposez-les dans une minute ; d’ici là, /ask fonctionne.
bot-message-too-many-here-title = Beaucoup de questions ici à la fois
bot-message-too-many-here = Je ne réponds qu’à une partie, pour ne pas retarder les alertes. /ask fonctionne entre-temps.

# Pages.
bot-look-up-no-text-title = Il n’y a pas de texte à rechercher
bot-look-up-no-text = Je ne lis que du texte : messages, contenus intégrés, sondages, transferts et textes alternatifs. /ask répond à une question.
bot-compare-organization = { $id } est une organisation ; seuls les points chauds se comparent. /issue affiche sa page.
bot-date-unknown = « { $given } » n’est pas une date que je connaisse. Essayez 2025, juin 2025, 17 juin 2025, l’année dernière ou il y a 2 semaines.
bot-date-ambiguous = « { $given } » peut désigner le { $day } ou le { $month }. Écrivez { $iso_day } ou { $iso_month }.
bot-no-such-series = Aucune organisation ni série ne porte ce nom. Choisissez parmi : { $series }.
bot-alert-summit-gone = Ce sommet n’est plus au calendrier.

# Beside a name while it is being typed.
bot-hint-in-days = { $days ->
        [0] aujourd’hui
        [1] demain
       *[other] dans { $days } jours
    }
bot-hint-under-way = en cours
bot-hint-undated = pas encore de date
bot-hint-past = passé : { $date }
bot-hint-cancelled = annulé
bot-hint-everything = tous les sommets
bot-hint-every-summit = tous ses sommets

# Rating an answer.
bot-rating-too-old-title = Trop ancien pour être évalué
bot-rating-too-old = Reposez la question et évaluez la nouvelle réponse.
bot-rating-thanks-title = Merci ! (anonyme)
bot-rating-form-title = Pourquoi n’a-t-elle pas aidé ?
bot-rating-reason-label = Qu’est-ce qui ne va pas dans la réponse ?
bot-rating-remark-label = Quelque chose à ajouter ?
bot-rating-remark-hint = Facultatif. Les rédacteurs le verront sans votre nom.
bot-rating-page = Elle vient de la mauvaise page
bot-rating-fact = Un fait y est faux ou périmé
bot-rating-unknown = Elle aurait dû dire qu’elle ne sait pas
bot-rating-note-title = 👎 sur une réponse

# Feedback.
bot-feedback-no-channel = Le bot n’a pas encore de salon des rédacteurs ; une remarque n’atteindrait personne. L’exploitant le définit par editors_channel sous [discord] dans config/attache.toml.
bot-feedback-title = Remarque
bot-feedback-on-title = Remarque : { $name }
bot-feedback-kind-label = De quoi s’agit-il ?
bot-feedback-wrong = Une erreur
bot-feedback-outdated = Une information périmée
bot-feedback-missing = Une information manquante
bot-feedback-other = Autre chose
bot-feedback-text-label = Où est l’erreur, et que faut-il lire ?
bot-feedback-text-hint = Les rédacteurs verront ce texte avec votre nom.
bot-feedback-placeholder = Une source est utile : un lien, un média, une date.
bot-feedback-empty = Votre remarque est vide. Écrivez ce qui est faux, puis envoyez-la de nouveau.
bot-feedback-thanks-title = Merci
bot-feedback-thanks = Votre remarque est parvenue aux rédacteurs.
bot-feedback-your-text = Votre texte

# Privacy.
bot-privacy-title = Ce qui est conservé à votre sujet
bot-privacy-nothing = Rien n’est conservé à votre sujet actuellement.
bot-privacy-lead = Le fichier contient tout. « Tout supprimer » efface ces données ; les abonnements restent, car ils appartiennent à leurs salons, et une alerte reste acquittée, mais sans votre nom.
bot-privacy-questions = Questions
bot-privacy-questions-text = { $channels ->
        [0] rien ; votre dernière question dans un salon est conservée un quart d’heure
        [one] votre dernière question dans { $channels } salon, pendant un quart d’heure
       *[other] votre dernière question dans { $channels } salons, pendant un quart d’heure
    }
bot-privacy-tour = Visite
bot-privacy-tour-nothing = rien
bot-privacy-tour-text = { $tracks ->
        [0] aucun parcours
        [one] { $tracks } parcours
       *[other] { $tracks } parcours
    }, { $missed ->
        [0] aucune question manquée
        [one] { $missed } question manquée
       *[other] { $missed } questions manquées
    }, votre fuseau horaire, votre langue et l’heure de vos révisions
bot-privacy-alerts = Alertes
bot-privacy-alerts-text = { $acknowledged ->
        [0] aucune acquittée ni reportée par vous
        [one] { $acknowledged } acquittée ou reportée par vous
       *[other] { $acknowledged } acquittées ou reportées par vous
    } ; { $subscriptions ->
        [0] aucun abonnement créé ni suspendu par vous
        [one] { $subscriptions } abonnement créé ou suspendu par vous
       *[other] { $subscriptions } abonnements créés ou suspendus par vous
    } ; { $handovers ->
        [0] aucune relève signée par vous
        [one] { $handovers } relève signée par vous
       *[other] { $handovers } relèves signées par vous
    }
bot-privacy-reminders = Rappels
bot-privacy-reminders-text = { $count ->
        [0] aucun
        [one] { $count } sommet annoncé par message direct, et votre langue
       *[other] { $count } sommets annoncés par message direct, et votre langue
    }
bot-privacy-calls = Appels
bot-privacy-calls-text = { $called ->
        [0] aucun abonnement ne vous appelle
        [one] 1 abonnement vous appelle
       *[other] { $called } abonnements vous appellent
    } si personne n’acquitte l’alerte ; { $shifts ->
        [0] aucune vacation passée
        [one] 1 vacation passée
       *[other] { $shifts } vacations passées
    } par vous ou à vous
bot-privacy-editors = Pour les rédacteurs
bot-privacy-editors-text = les questions et les évaluations, avec leurs raisons, sont conservées sans votre nom ; les remarques que vous envoyez sont publiées avec votre nom dans le salon des rédacteurs
bot-privacy-delete-button = Tout supprimer
bot-privacy-not-yours = Ce bouton est celui de quelqu’un d’autre. /attache privacy montre ce qui est conservé à votre sujet.
bot-privacy-deleted-title = Données supprimées
bot-privacy-deleted = Plus rien n’est conservé à votre sujet. La visite, ses révisions et vos rappels ont donc pris fin.

# Status, language, reload.
bot-status-title = État
bot-status-knowledge = Base de connaissances
bot-status-facts = Points chauds : { $hotspots }, organisations : { $organizations }, termes : { $terms }, sources : { $sources }. Faits jusqu’au { $end }.
bot-status-in-use = Utilisée depuis
bot-status-folder = Dossier
bot-status-watching = { $watching ->
        [off] non surveillé, selon les réglages ; /attache reload le relit
        [on] surveillé : un fichier enregistré sert aussitôt
        [gone] disparu, donc rien n’est surveillé ; ce qui a été lu reste en service jusqu’à son retour
       *[refused] non surveillé, le système refuse ; il est relu toutes les 30 secondes
    }
bot-status-running = En marche depuis
bot-status-version = Version
bot-status-background = Tâches de fond
bot-status-tasks-run = { $tasks } : tout fonctionne
bot-status-task-failed = { $task } : échec ; nouvel essai en cours, raison dans le journal
bot-status-tried = dernier essai
bot-status-to-fix = À corriger
bot-status-not-in-use = les fichiers les plus récents ne sont pas utilisés ; la version précédente reste en service
bot-status-read = lus
bot-status-questions = Questions
bot-status-no-database = La base de données ne répond pas.
bot-status-question-counts = { $asked ->
        [0] aucune posée sur ce serveur
        [one] { $asked } posée sur ce serveur
       *[other] { $asked } posées sur ce serveur
    } ; { $unanswered ->
        [0] aucune restée sans réponse
        [one] { $unanswered } restée sans réponse
       *[other] { $unanswered } restées sans réponse
    }
bot-status-unanswered = { $count ->
        [0] Chaque question a trouvé une réponse, ou aucune n’a encore été posée.
        [one] { $count } question est restée sans réponse ; attache gaps, dans le terminal, l’affiche.
       *[other] { $count } questions sont restées sans réponse ; attache gaps, dans le terminal, en donne la liste.
    }
bot-status-gap = « { $question } », posée { $times ->
        [one] une fois
       *[other] { $times } fois
    }, { $outcome }
bot-status-gap-open = sans réponse
bot-status-gap-rated = réponse tirée de { $page }, jugée inutile
bot-language-title = Langue
bot-language-fixed = Le bot parle désormais français sur ce serveur. Les faits restent dans la langue de leurs sources.
bot-language-reader = Le bot répond désormais à chacun dans la langue de son Discord. Les alertes sont en anglais.
bot-language-no-server = La langue se fixe pour un serveur. Utilisez-y /attache language.
bot-language-managers = Seuls les gestionnaires du serveur peuvent fixer la langue. Pour vous, c’est la langue réglée dans Discord qui compte.
bot-reload-managers = Seuls les gestionnaires du serveur peuvent recharger. Les fichiers enregistrés sont de toute façon pris en compte en une seconde.
bot-reload-unchanged-title = Rien à faire
bot-reload-unchanged = Ces fichiers sont déjà en service.
bot-reload-done-title = Rechargement effectué
bot-reload-done = Les nouveaux fichiers sont en service.
bot-reload-failed-title = Rechargement refusé
bot-reload-failed = La version précédente reste en service. À corriger :

# A server that has just installed the bot.
bot-welcome-title = Attaché est arrivé
bot-welcome = Je sais où la Chine et la Russie agissent ensemble, et depuis quand : chaque affirmation a sa date et sa source. Je peux rappeler les sommets à ce serveur avant leur début.
bot-welcome-footer = Les gestionnaires du serveur peuvent configurer des alertes · le reste : /help
bot-help-button = Que peut faire le bot ?
bot-set-up-button = Configurer les alertes
bot-set-up-title = Configurer les alertes
bot-set-up-summits-label = Quels sommets ?
bot-set-up-all-option = Tous les sommets
bot-set-up-before-label = Combien de temps avant leur début ?
bot-set-up-days = { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
bot-set-up-hours = { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
bot-set-up-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
bot-set-up-channel-label = Dans quel salon ?
bot-set-up-channel-hint = Je dois pouvoir le voir, y publier, y intégrer des liens et en lire l’historique.
bot-set-up-role-label = Qui mentionner ?
bot-set-up-role-hint = Un rôle des personnes de permanence ; personne si rien n’est choisi.
bot-set-up-zone-label = Dans quel fuseau horaire ?
bot-set-up-zone-hint = D’autres se règlent avec /alerts edit.
bot-set-up-missing = Il manque une réponse. Choisissez les sommets, les délais et un salon.
bot-set-up-test-button = Publier un essai

# Help on watch.
bot-help-watch-heading = De permanence
bot-help-handover = pour la relève : imminent, non acquitté, échoué, changé
bot-help-duty = qui est de permanence, et qui suit
bot-help-acknowledge-label = Acquitter
bot-help-acknowledge = à presser sous une alerte, sinon le relais est appelé ; « Rappeler » la diffère

# Alerts.
bot-remind-which-summit = Quel sommet ? Choisissez-en un aussi dans `summit`.
bot-alerts-no-server = Les alertes sont publiées dans les salons d’un serveur. Utilisez-y /alerts.
bot-alerts-not-installed = Ce serveur n’a pas ajouté le bot ; rien ne peut être publié ici. Demandez à ses gestionnaires de l’ajouter.
bot-alerts-managers = Seuls les gestionnaires du serveur peuvent voir et modifier ses alertes. /summits montre ce qui vient.
bot-alerts-managers-or-role = Seuls les gestionnaires du serveur et les membres ayant le rôle des alertes peuvent les voir et les modifier. /summits montre ce qui vient.
bot-alerts-no-such = Ce serveur n’a pas d’abonnement « { $id } ». /alerts list montre ceux qu’il a.
bot-alerts-planned = { $count ->
        [0] Aucune alerte planifiée
        [one] { $count } alerte planifiée
       *[other] { $count } alertes planifiées
    }
bot-alerts-added-title = Abonnement créé
bot-alerts-changed-title = Abonnement modifié
bot-alerts-none-title = Aucun abonnement
bot-alerts-none = Aucun salon de ce serveur ne reçoit d’alertes de sommets. /alerts add permet d’y remédier.
bot-alerts-list-title = Abonnements
bot-alerts-paused-title = Abonnement suspendu
bot-alerts-paused-before-title = Abonnement déjà suspendu
bot-alerts-paused = { $name }. Les alertes manquées pendant la suspension ne sont pas envoyées ensuite. /alerts resume reprend.
bot-alerts-resumed-title = Abonnement repris
bot-alerts-not-paused-title = Abonnement non suspendu
bot-alerts-removed-title = Abonnement supprimé
bot-alerts-removed = { $name }. Plus rien ne sera publié pour cet abonnement.
bot-alerts-no-history = Aucune alerte n’est encore arrivée à échéance.
bot-alerts-summit-near = Aucun sommet ne s’appelle « { $given } ». Vouliez-vous dire { $title } ?
bot-alerts-summit-unknown = Aucune organisation, série ni sommet ne s’appelle « { $given } ». Écrivez `all`, ou l’un de ces noms : { $series }.
bot-handover-no-server = La relève porte sur les alertes d’un serveur. Utilisez-y /handover.
bot-channel-hidden = Je ne vois pas ce salon. Accordez-y à mon rôle la permission « Voir le salon » (View Channel), ou choisissez un autre salon.
bot-channel-elsewhere = Ce salon n’est pas sur ce serveur. Choisissez un salon textuel de ce serveur.
bot-channel-not-for-text = Aucun message ne peut être publié dans ce salon. Choisissez un salon textuel, un salon d’annonces ou un fil.
bot-channel-lacks = Dans ce salon, il me manque : { $permissions }. Accordez-y ces permissions à mon rôle, puis réessayez.
bot-channel-not-announcement = Seuls les messages d’un salon d’annonces peuvent être publiés. Choisissez-en un, ou n’indiquez pas publish.
bot-channel-not-now-title = Je ne peux pas y publier pour le moment
bot-channel-timed-out-until = Je suis temporairement exclu de ce serveur jusqu’au
bot-channel-timed-out = Un modérateur peut lever l’exclusion plus tôt. Les alertes dues entre-temps attendent.
bot-channel-thread-locked = Ce fil est verrouillé. Déverrouillez-le, ou accordez à mon rôle la permission « Gérer les fils » (Manage Threads).
bot-channel-thread-archived = Ce fil est verrouillé et archivé. Rouvrez-le, ou accordez à mon rôle la permission « Gérer les fils » (Manage Threads).
bot-role-everyone = Les alertes ne mentionnent jamais tout le monde. Choisissez un rôle des personnes de permanence.
bot-role-not-mentionable = Je ne peux pas mentionner ce rôle. Autorisez tout le monde à le mentionner dans « Paramètres du serveur », « Rôles » (Server Settings, Roles) ; ou accordez à mon rôle, dans ce salon, « Mentionner @everyone, @here et tous les rôles » (Mention @everyone, @here and All Roles).
bot-role-elsewhere = Ce rôle n’est pas sur ce serveur. Choisissez un rôle de ce serveur.
bot-escalation-empty = Indiquez qui appeler, par exemple 10m @relais.
bot-escalation-nobody = `{ $piece }` ne mentionne personne. Écrivez un délai, puis @, et choisissez un rôle ou une personne dans la liste de Discord.
bot-escalation-user-elsewhere = L’utilisateur { $user }, à appeler, n’est pas sur ce serveur. Choisissez quelqu’un de ce serveur.
bot-duty-no-server = Un tableau de permanence appartient à un serveur. Utilisez-y /duty.
bot-duty-no-rota = Ce serveur n’a pas de tableau de permanence. L’exploitant du bot peut en créer un.
bot-duty-not-here = Cette personne n’est pas sur ce serveur ; on ne pourrait pas l’y appeler.
bot-duty-nobody = Personne n’est de permanence ; il n’y a rien à passer.
bot-duty-not-yours = Seule la personne de permanence peut passer la relève, ou quelqu’un qui peut gérer le serveur.
bot-duty-already = Cette personne est déjà de permanence.
bot-duty-bot = Un bot ne peut pas être de permanence. Choisissez une personne.
bot-duty-form-title = Passer la relève
bot-duty-to-label = À qui, jusqu’à la fin de la vacation
bot-test-posted-title = L’essai est publié
bot-test-posted = Je peux voir le salon, y publier, y intégrer des liens, en lire l’historique et mentionner les rôles.
bot-test-faults-title = Les alertes n’arriveraient pas entières
bot-test-not-posted = L’essai n’a pas été publié.
bot-test-refused = L’essai n’a pas été publié : { $error }.
bot-test-missing = Permission manquante : { $permission }. Accordez-la à mon rôle dans ce salon.
bot-test-role-to-mention = rôle à mentionner
bot-test-role-to-escalate = rôle de relais
bot-test-role-closed = Je ne peux pas mentionner ce rôle : { $role }. Autorisez tout le monde à le mentionner dans « Paramètres du serveur », « Rôles » (Server Settings, Roles).
bot-test-role-gone = Ce rôle n’existe plus : { $role }. Choisissez-en un autre avec /alerts edit.
bot-events-on-title = Événements du serveur : activés
bot-events-on = { $count ->
        [0] Aucun sommet à venir n’a de date précise. Les événements suivront.
        [one] { $count } sommet devient un événement de ce serveur et suit le calendrier.
       *[other] { $count } sommets deviennent des événements de ce serveur et suivent le calendrier.
    }
bot-events-off-title = Événements du serveur : désactivés
bot-events-off = Les événements que j’ai créés ici sont supprimés. Tous les autres restent.
bot-events-none = Je ne tiens aucun événement ici. /alerts events turn:on permet d’y remédier.
bot-events-permission = Il me manque la permission « Créer des événements » (Create Events). Accordez-la à mon rôle dans « Paramètres du serveur », « Rôles », puis réessayez.
bot-test-role-missed = La dernière alerte n’a pas atteint tout le rôle : certains membres ne sont pas dans le fil. Ajoutez-les, ou choisissez un salon.

# Tours.
bot-tour-not-yours = C’est la visite de quelqu’un d’autre. Commencez la vôtre avec /onboard start.
bot-tour-title = Votre visite
bot-tour-thread = Votre fil est prêt
bot-tour-open = ouvrir
bot-tour-direct = Elle se poursuit dans vos messages directs.
bot-tour-thread-title = Visite : { $name }
