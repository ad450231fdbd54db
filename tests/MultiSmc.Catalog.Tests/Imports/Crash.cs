namespace MultiSmc.Catalog.Tests.Imports;

/// <summary>An import that dies at each of its steps in turn: what is left can be read, and importing again gives what an undisturbed one gives.</summary>
public sealed class Crash
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void At_any_step_leaves_whole_days_that_a_second_import_completes(bool isThereBefore)
    {
        var trades = Ticks.Random(3, 2000);
        var before = isThereBefore ? trades.Where(static (_, i) => i % 3 == 0).ToArray() : [];
        var steps = 0;
        for (var isDone = false; !isDone; steps++)
        {
            using var catalog = new TempCatalog();
            if (isThereBefore)
                catalog.Import(before);
            var disk = new DyingDisk(steps);
            try
            {
                TempCatalog.Import(CatalogStore.Open(catalog.Root, disk), trades, TempCatalog.Trades);
                isDone = true;
            }
            catch (Exception died) when (disk.IsDead)
            {
                Assert.True(died is IOException or ParquetSharp.ParquetException, died.ToString());
            }

            Assert.Empty(TempCatalog.Faults(catalog.Store));
            var left = catalog.Read();
            Assert.Subset(trades.ToHashSet(), left.ToHashSet());
            Assert.Superset(before.ToHashSet(), left.ToHashSet());
            catalog.Import(trades);
            Assert.Equal(trades, catalog.Read());
            Assert.False(Directory.Exists(Path.Combine(catalog.Root, ".staging")));
        }

        Assert.InRange(steps, 12, 10_000);
    }

    /// <summary>The local disk until a step, and none from then on, as for a process that is gone.</summary>
    private sealed class DyingDisk(int steps) : ICatalogDisk
    {
        private readonly LocalDisk _disk = new();
        private int _left = steps;

        public bool IsDead { get; private set; }

        public Stream Create(string path)
        {
            Step();
            return new DyingStream(_disk.Create(path), this);
        }

        public void Sync(Stream file)
        {
            Step();
            file.Flush();
        }

        public void Replace(string from, string to)
        {
            Step();
            _disk.Replace(from, to);
        }

        public void SyncFolder(string folder)
        {
            Step();
            _disk.SyncFolder(folder);
        }

        public void RemoveFolder(string folder)
        {
            if (!IsDead)
                _disk.RemoveFolder(folder);
        }

        public void Step()
        {
            if (IsDead || _left-- == 0)
            {
                IsDead = true;
                throw new IOException("the process is gone");
            }
        }
    }

    private sealed class DyingStream(Stream inner, DyingDisk disk) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => inner.CanSeek;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count)
        {
            disk.Step();
            inner.Write(buffer, offset, count);
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            disk.Step();
            inner.Write(buffer);
        }

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
