package io.rightlink.scripts.credential;

/** A credential and its value, which neither a log nor a serializer gets by accident: hence no record. Immutable. */
public final class Credential {

    private final CredentialName name;
    private final String value;
    private final String version;

    /** @param version what tells this value from another under the same name, without telling anything of either */
    public Credential(CredentialName name, String value, String version) {
        this.name = name;
        this.value = value;
        this.version = version;
    }

    public CredentialName name() {
        return name;
    }

    /** Returns the value itself: for the environment of a script, and for what hides it. */
    public String reveal() {
        return value;
    }

    public String version() {
        return version;
    }

    @Override
    public String toString() {
        return "cred:" + name;
    }
}
