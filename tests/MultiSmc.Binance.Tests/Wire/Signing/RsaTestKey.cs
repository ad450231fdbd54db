namespace MultiSmc.Binance.Tests.Wire;

/// <summary>A throw-away key made for the vectors; it opens nothing.</summary>
internal static class RsaTestKey
{
    public const string Pkcs8 =
        "MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDjvL/gr0dASp5VoIdWg0Pe8Vyv2Ty9JJvvbTSH2DmGH9HSmq4qSi4m25Y24wM97y5XFKi5"
        + "BP/hCXHVaELm44KMBMfyGY3Dp8QOHgiGWD9Q2bvA6KTGpulQknoVR1Msqt8sE9xmQxHsThZc4Grxe+C4YVJudPLfXsVHVbqJVwDDswVtz2GokRWQGXLXyKo9"
        + "W5W9az1Qo3lxeJQh4s/ZdAXm1pwDOcL74Oh5adp5KIQTUi5rNqKY+aJ7xv5xRbA4sFxKOVDyREf2ksgBVOMLQ+pAWASDJs/NSX0yFNC5TItKBRD7wph3vmbk"
        + "UIeca24lAeqyStu2N4bsZdODO4wlS9flAgMBAAECggEAbAmmk15DtH3RuHhzy/hw0cp5+JhbxrUf3slVYt6Sh4z/2uPznO9dDqUckYRHjPGzb69GzaNQCn+T"
        + "B7UzC9rBm1BHVJSH2tpzWWkpDSa/PslUV1NmnDEhvU4H6aFRFX8oaX4wkDjgP1TaKgxy34WvmXjeBLWpZItOlqVWXYIvRCb7mFbzkaHyJ+EKtjq7Fl/MpAvj"
        + "jauLJQIfQ4Xt1o9zjryTr2xuge23Y6mr91SIyepiWXclBw94g9+QWrfEGywsPOYvJZ/YEf9/RD2dAveh6amMqXxP3AnR4eM2TGiVGqOyGYq+ekN7j8cHDA9U"
        + "yOuWx2iNND85ovxDMl34OcHqbwKBgQD+ARdZZXY1vNkeeEnl7k4I9fh19lt+iv9pPQ63iW9rUMv0NrkvbnCzqS4qGo3W2iOHRgVNEnt+w4oAbMKg9eyrdrFa"
        + "fcprTrgSoQr4Jk1pT4CLVKY6YtVtrBKeJ/aUyUXBRiOfbxFzI+LvfgiKOis8liOqymL4Qm8M6vNjWg00UwKBgQDlhtMQudwvsUz/M7+OyncnwdDnuWh4DY3N"
        + "zHumezpPL4Gc81Qu5ZPdgUGItubbXPdEx1qKlGIwQdxySKwXWeqMPvxc1qRkqIyvT0+ooWGFtcEvb/q+tOMyKY1SfXOcAlcWUxb82J9ExbjK+9IjLFVEtdjB"
        + "x6zex3301gkjtBO75wKBgQDww8YHJeaT72r6t9iMS4PKeKTH4/o8C7MoZQjTLkHfvlllJo4IiK3pjp7EqCD0nBb7PYL+2FsZAG6KEo22FwX8TWi1NvEtIBPZ"
        + "DK+iImRUQ1i8OUPLqi1WZLnNEmJoDBTDrCFOGfC3bDfK/XNI2vRq3IH4fRis7APpgbes4AoOIwKBgQCsaXtwi/x/AtMQvIF/NE0PW0KeXiLAU4YaeijD5Lrn"
        + "MotNJ2csFx3cfLSKisGdNBc13f4ALPgYwdBjNH24yL0r/kA5SK6SQh3zrkLrK9aCxwXHqXkT+fLUAmx682t9XDCov198LQhuc4udRk4SR8IBbAvXfDM54WaX"
        + "HJQe8q0ELwKBgBRXASxA7mCinKok6sND8PKuvdBZH9IO/4vDSgBb4zNXOMHF4AkD5MulM9zUsXHSwjyYub8HErPKwdiY+tbbh6Jm/XrI+ro74slwdJ1Y1hA3"
        + "mtWWhD2a4hdc7sp8txjOwGYsUlJ7Y/Y5E9I/A9HfKhiphxLfikOxaXsLn+IrdkwR";
}
