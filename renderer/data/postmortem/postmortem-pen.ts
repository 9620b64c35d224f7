import { draftPostmortem as draft } from "../../../shared/domain/postmortem/draft-postmortem.ts";
import { postmortemArticle as article } from "../../../shared/domain/postmortem/postmortem-article.ts";
import { postmortemDocument as document } from "../../../shared/domain/postmortem/postmortem-document.ts";
import { postmortemMessage as message } from "../../../shared/domain/postmortem/postmortem-message.ts";

import { switchLanguage as switched } from "../../../shared/domain/postmortem/switch-language.ts";

// Templates and what reads them weigh as much as many screens: one file of its own, loaded when somebody writes.
export const draftPostmortem = draft;
export const postmortemArticle = article;
export const postmortemDocument = document;
export const switchLanguage = switched;
export const postmortemMessage = message;
