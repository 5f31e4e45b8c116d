package com.skillforge.analytics.options;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** Where the persona of events comes from that name none. */
@Description("Persona")
public interface PersonaOptions extends SecretOptions {
  @Description(
      "The Redis in which the persona of an event is looked up that names none, under"
          + " persona:{tenant_id}:{user_id}: redis://host:6379, or rediss://host:6379 with TLS; a"
          + " number of a data base may follow, as in redis://host:6379/2. Without it such an event"
          + " is a dead letter.")
  @Parameter(regex = PersonaChecks.ADDRESS)
  String getPersonaRedisUri();

  void setPersonaRedisUri(String uri);

  @Description(
      "With --personaRedisUri: the user to log in as, where it is not Redis's default user; it needs"
          + " no more than MGET on the keys persona:*.")
  String getPersonaRedisUser();

  void setPersonaRedisUser(String user);

  @Description(
      "With --personaRedisUri: a file that holds the password and nothing else, or"
          + " sm://projects/P/secrets/S/versions/V for Secret Manager. It is read where Redis is"
          + " used, so that the password never enters the job.")
  @Parameter(regex = Values.SECRET)
  String getPersonaRedisPasswordFile();

  void setPersonaRedisPasswordFile(String file);

  @Description(
      "With --personaRedisUri: the name of an environment variable that holds the password, instead"
          + " of a file.")
  @Parameter(localOnly = true)
  String getPersonaRedisPasswordEnv();

  void setPersonaRedisPasswordEnv(String variable);

  @Description(
      "With --personaRedisUri=rediss://…: a file with the certificates, in PEM, of those who sign"
          + " that of Redis; without it, those that Java trusts.")
  @Parameter(kind = Parameter.Kind.GCS_READ_FILE)
  String getPersonaRedisCaFile();

  void setPersonaRedisCaFile(String file);

  @Description("How many looked up users a worker remembers at most.")
  @Default.Integer(100_000)
  int getPersonaCacheSize();

  void setPersonaCacheSize(int size);

  @Description(
      "For how many seconds a looked up persona is remembered, so how old one may be that is used.")
  @Default.Integer(300)
  int getPersonaCacheSeconds();

  void setPersonaCacheSeconds(int seconds);

  @Description(
      "How long to keep trying, in seconds, when Redis goes away during a run; then events without"
          + " persona are dead letters until it is back, rather than guessed.")
  @Default.Integer(60)
  int getPersonaPatienceSeconds();

  void setPersonaPatienceSeconds(int seconds);
}
