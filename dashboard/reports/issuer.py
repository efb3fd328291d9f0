"""Who issues the papers, as the notice is signed."""

ISSUER = "巴州职称改革领导小组办公室"
