using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MultiSmc.EndToEnd.Support;

namespace MultiSmc.EndToEnd.Live;

/// <summary>Everything that can be wrong before a start is told in a line, with what to do, and by the exit code.</summary>
public sealed class DoctorVerb(DoctorVerb.Clinic clinic) : IClassFixture<DoctorVerb.Clinic>
{
    private LivePlace Place => clinic.Place;

    [Fact]
    public async Task Finds_nothing_where_all_is_well()
    {
        var doctor = await Place.Folder.RunAsync("doctor");

        Assert.True(doctor.Code == 0, doctor.Out);
        string[] names = ["configuration", "state", "models", "data", "key", "rest", "clock", "symbol-LTCUSDT", "streams", "websocket-api", "user-data", "account", "key-permissions", "commission-LTCUSDT"];
        var lines = doctor.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(names, lines.Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.All(lines, static line => Assert.StartsWith("ok ", line, StringComparison.Ordinal));
        Assert.DoesNotContain(LivePlace.GoodKey, doctor.Out + doctor.Error, StringComparison.Ordinal);

        var json = ReportJson.Parse((await Place.Folder.RunAsync("doctor", "--json")).Out);
        Assert.Equal("multismc.doctor/1", json.At("schema").GetString());
        Assert.Equal(names, json.At("checks").EnumerateArray().Select(static check => check.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("a-key-that-nobody-made", LivePlace.Secret, "user-data", "-2015", "check key and secret")]
    [InlineData(LivePlace.GoodKey, "another-secret", "account", "-1022", "check key and secret")]
    [InlineData(LivePlace.OldKey, LivePlace.Secret, "account", "-2015", "check key and secret")]
    [InlineData(LivePlace.WithdrawingKey, LivePlace.Secret, "key-permissions", "the key may withdraw: whoever gets it gets the money", "make a key for reading and spot trading alone")]
    [InlineData(LivePlace.ReadingKey, LivePlace.Secret, "key-permissions", "the key may not trade", "allow spot trading to the key")]
    public async Task Fails_a_key_that_will_not_do(string key, string secret, string check, string said, string mend)
    {
        if (key == LivePlace.OldKey)
            await Place.AdminAsync("key", $$"""{"apiKey":"{{key}}","revoke":true}""");
        await Place.SetKeyAsync(key, secret);
        try
        {
            var doctor = await Place.Folder.RunAsync("doctor");

            AssertTold(doctor, 7, "failure", check, said, mend);
            Assert.DoesNotContain("failure  websocket-api", doctor.Out, StringComparison.Ordinal);
        }
        finally
        {
            await Place.SetKeyAsync(LivePlace.GoodKey);
        }
    }

    [Fact]
    public async Task Warns_of_a_clock_that_is_off()
    {
        await Place.AdminAsync("clock", """{"offsetMs":3000}""");
        try
        {
            AssertTold(await Place.Folder.RunAsync("doctor"), 0, "warning", "clock", "ms behind the exchange's", "NTP");
        }
        finally
        {
            await Place.AdminAsync("reset", "{}");
        }
    }

    [Fact]
    public async Task Fails_an_exchange_that_is_closed_for_maintenance()
    {
        await Place.AdminAsync("maintenance", """{"on":true}""");
        try
        {
            var doctor = await Place.Folder.RunAsync("doctor");
            foreach (var way in (string[])["rest", "streams", "websocket-api"])
                AssertTold(doctor, 5, "failure", way, "the exchange answers with status 503: it is closed for the moment", "nothing is wrong here: the exchange is closed for maintenance");
            Assert.DoesNotContain("check the network", doctor.Out, StringComparison.Ordinal);
        }
        finally
        {
            await Place.AdminAsync("reset", "{}");
        }
    }

    [Fact]
    public async Task Fails_an_exchange_that_is_not_there()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        listener.Stop(); // nobody listens there now
        var gone = new Uri(Place.Address("rest")).Port.ToString(CultureInfo.InvariantCulture);
        Place.Configure("down.yaml", text => text.Replace(":" + gone, ":" + port, StringComparison.Ordinal));

        var doctor = await Place.Folder.RunAsync("doctor", "--config", "down.yaml");

        foreach (var check in (string[])["rest", "streams", "websocket-api"])
            AssertTold(doctor, 5, "failure", check, "Connection refused", "check the network, the address in the configuration");
    }

    [Fact]
    public async Task Fails_an_address_that_promises_what_the_server_does_not_speak()
    {
        Place.Configure("tls.yaml", static text => text.Replace("rest_url: http:", "rest_url: https:", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--config", "tls.yaml"), 5, "failure", "rest", "an https address of what speaks http", "the address in the configuration");
    }

    [Fact]
    public async Task Fails_a_model_that_is_not_there()
    {
        Place.Configure("model.yaml", static text => text.Replace("packets: {", "model: missing\n    packets: {", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--offline", "--config", "model.yaml"), 7, "failure", "models", "missing", "set model: none");
    }

    [Fact]
    public async Task Warns_of_holes_in_the_catalog()
    {
        var rows = SyntheticRows.Of(seed: 4, count: 2_000);
        rows.RemoveRange(1_000, 50);
        Place.Folder.WriteArchive("LTCUSDT-trades-2025-01-01", rows);
        await Place.DoneAsync("data", "import", "LTCUSDT-trades-2025-01-01.zip", "--catalog", "holed");
        Place.Configure("gaps.yaml", static text => text.Replace("root: data", "root: holed", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--offline", "--config", "gaps.yaml"), 0, "warning", "data-LTCUSDT", "1 gap", "multismc data repair");
    }

    [Fact]
    public async Task Fails_a_state_folder_that_can_not_be_written()
    {
        // A file where a folder should be: that stops even a user who may do everything.
        Place.Folder.Write("taken", "");
        Place.Configure("taken.yaml", static text => text.Replace("state: state", "state: taken/state", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--offline", "--config", "taken.yaml"), 7, "failure", "state", "taken/state", "choose another node.state");
    }

    [Fact]
    public async Task Fails_a_state_folder_of_somebody_else()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.UserName == "root", "NOT tested: this user may write everywhere");
        var locked = Directory.CreateDirectory(Place.Folder.PathOf("locked")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(locked, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        Place.Configure("locked.yaml", static text => text.Replace("state: state", "state: locked/state", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--offline", "--config", "locked.yaml"), 7, "failure", "state", "locked/state", "let this user write there");
    }

    [Fact]
    public async Task Warns_where_there_is_no_key_and_stops_at_a_wrong_configuration()
    {
        Place.Configure("keyless.yaml", static text => text.Replace("keys/it.key", "keys/none.key", StringComparison.Ordinal));
        Place.Configure("wrong.yaml", static text => text.Replace("warm_up:", "warmup:", StringComparison.Ordinal));

        AssertTold(await Place.Folder.RunAsync("doctor", "--offline", "--config", "keyless.yaml"), 0, "warning", "key", "there is no such file", "multismc keys set");
        var wrong = await Place.Folder.RunAsync("doctor", "--config", "wrong.yaml");
        Assert.Equal(3, wrong.Code);
        Assert.Contains("warm_up", wrong.Error, StringComparison.Ordinal); // the nearest key
    }

    private static void AssertTold(Outcome doctor, int code, string verdict, string check, string said, string mend)
    {
        Assert.True(doctor.Code == code, $"{doctor.Code}: {doctor.Out}{doctor.Error}");
        var lines = doctor.Out.Split('\n');
        var at = Array.FindIndex(lines, line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var word, var name, ..] && word == verdict && name == check);
        Assert.True(at >= 0, $"no {verdict} {check}: {doctor.Out}");
        Assert.Contains(said, lines[at], StringComparison.Ordinal);
        Assert.Contains("-> ", lines[at + 1], StringComparison.Ordinal);
        Assert.Contains(mend, lines[at + 1], StringComparison.Ordinal);
    }

    /// <summary>One exchange for all.</summary>
    public sealed class Clinic : IAsyncLifetime
    {
        private LivePlace? _place;

        internal LivePlace Place => _place ?? throw new InvalidOperationException("not started");

        public async ValueTask InitializeAsync()
        {
            _place = await LivePlace.StartAsync();
            _place.Configure();
            await _place.SetKeyAsync(LivePlace.GoodKey);
        }

        public ValueTask DisposeAsync()
        {
            _place?.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
