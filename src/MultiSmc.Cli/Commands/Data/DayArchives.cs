using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using MultiSmc.Core;

namespace MultiSmc.Cli.Commands;

/// <summary>
/// Writes trades in the layout of the exchange's public archive: a zip a UTC day with one CSV, and a CHECKSUM beside it. A file appears whole or not at
/// all; the same trades give the same bytes.
/// </summary>
internal sealed class DayArchives : IDisposable
{
    // Microseconds from 2025 on, milliseconds before, as in the archive.
    private const long MicrosecondsFromNs = 1_735_689_600_000_000_000;
    private const int RowBytes = 192;
    private readonly Instrument _instrument;
    private readonly string _folder;
    private readonly bool _isReplacing;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly long _priceFactor;
    private readonly long _quantityFactor;
    private long _day = long.MinValue;
    private int _used;
    private string _name = "";
    private string? _temporary;
    private ZipArchive? _zip;
    private Stream? _csv;

    /// <param name="folder">Where to; made where it is not there.</param>
    /// <param name="instrument">Whose trades.</param>
    /// <param name="isReplacing">Whether files of the same name may be replaced.</param>
    public DayArchives(string folder, Instrument instrument, bool isReplacing)
    {
        (_folder, _instrument, _isReplacing) = (folder, instrument, isReplacing);
        _priceFactor = instrument.PriceUnits.ToRaw(1);
        _quantityFactor = instrument.QuantityUnits.ToRaw(1);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Full names of the zips that are there.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Appends a block; times do not go back.</summary>
    public void Add(TradeColumns block)
    {
        for (var i = 0; i < block.Count; i++)
        {
            var timeNs = block.Times[i];
            if (timeNs / Timestamp.NanosecondsPerDay != _day)
                Begin(timeNs / Timestamp.NanosecondsPerDay);
            if (_buffer.Length - _used < RowBytes)
                Flush();
            Row(block.Ids[i], block.Prices[i] * _priceFactor, block.Quantities[i] * _quantityFactor, timeNs, block.Buyers[i] == 0);
        }
    }

    /// <summary>Puts the last file in place.</summary>
    public void Finish()
    {
        if (_temporary is not { } temporary)
            return;
        Flush();
        Close();
        var path = Path.Combine(_folder, _name + ".zip");
        string sum;
        using (var file = File.OpenRead(temporary))
            sum = Convert.ToHexStringLower(SHA256.HashData(file));
        File.Move(temporary, path, overwrite: _isReplacing);
        _temporary = null;
        File.WriteAllText(path + ".CHECKSUM", $"{sum}  {_name}.zip\n");
        Files.Add(path);
    }

    /// <summary>Leaves nothing unfinished behind.</summary>
    public void Dispose()
    {
        Close();
        if (_temporary is { } temporary)
            File.Delete(temporary);
    }

    private void Begin(long day)
    {
        Finish();
        _day = day;
        var date = DateTime.UnixEpoch.AddDays(day).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        _name = $"{_instrument.Symbol}-trades-{date}";
        var path = Path.Combine(_folder, _name + ".zip");
        if (File.Exists(path) && !_isReplacing)
            throw new CommandException(ExitCode.Failure, $"{path} is there already; name another folder, or say --overwrite");
        _temporary = path + "." + Path.GetRandomFileName();
        _zip = new ZipArchive(File.Create(_temporary), ZipArchiveMode.Create);
        var entry = _zip.CreateEntry(_name + ".csv", CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // of the archive's making: no part of the trades
        _csv = entry.Open();
    }

    private void Row(long id, long price, long quantity, long timeNs, bool isBuyerMaker)
    {
        Number(id);
        Byte(',');
        Decimal(price);
        Byte(',');
        Decimal(quantity);
        Byte(',');
        Decimal(new Price(price).Notional(new Quantity(quantity)).Raw);
        Byte(',');
        Number(timeNs >= MicrosecondsFromNs ? timeNs / 1_000 : timeNs / 1_000_000);
        var tail = isBuyerMaker ? ",True,True\n"u8 : ",False,True\n"u8;
        tail.CopyTo(_buffer.AsSpan(_used));
        _used += tail.Length;
    }

    private void Byte(char letter) => _buffer[_used++] = (byte)letter;

    private void Number(long value)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out var written);
        _used += written;
    }

    // Eight decimals, as in the archive.
    private void Decimal(long raw)
    {
        var (whole, fraction) = Math.DivRem(raw, FixedPoint.Scale);
        Number(whole);
        Byte('.');
        Utf8Formatter.TryFormat(fraction, _buffer.AsSpan(_used), out var written, new System.Buffers.StandardFormat('D', 8));
        _used += written;
    }

    private void Flush()
    {
        _csv?.Write(_buffer, 0, _used);
        _used = 0;
    }

    private void Close()
    {
        _csv?.Dispose();
        _zip?.Dispose();
        (_csv, _zip) = (null, null);
    }
}
