namespace MultiSmc.Binance;

/// <summary>Told how a download goes. Called from several threads; must return at once.</summary>
public interface IDownloadObserver
{
    /// <summary>A file stands so far: called at its start, for every piece, and with a lower count when it starts over.</summary>
    /// <param name="file">File name.</param>
    /// <param name="bytes">Bytes that are there.</param>
    /// <param name="total">Bytes it will have, or null where the server does not say.</param>
    void OnBytes(string file, long bytes, long? total);

    /// <summary>A request failed and is tried again after a wait.</summary>
    /// <param name="what">What is being loaded.</param>
    /// <param name="why">What happened.</param>
    /// <param name="wait">How long.</param>
    void OnWaiting(string what, string why, TimeSpan wait);

    /// <summary>A file is done with, well or not.</summary>
    /// <param name="outcome">How.</param>
    void OnDone(FileOutcome outcome);
}
