using Microsoft.Data.Sqlite;
using MultiSmc.Engine;

namespace MultiSmc.Journal;

/// <summary>The blocks of one session in order, each checked and following the one before without a hole.</summary>
internal sealed class SessionBlocks(SqliteConnection connection, BlockOpener opener, StoredSession session)
{
    public StoredSession Session => session;

    /// <summary>Blocks that hold inputs from a sequence on.</summary>
    /// <exception cref="InvalidDataException">One is missing.</exception>
    public IEnumerable<SealedBlock> From(long sequence)
    {
        using var table = new BlockTable(connection);
        if (session.LastSequence < sequence)
            yield break;
        var first = table.At(session.Number, sequence) ?? throw Missing(sequence);
        var next = sequence == first.FirstSequence || sequence <= first.LastSequence ? first.FirstSequence : throw Missing(sequence);
        foreach (var (_, block) in table.After(SessionTable.KeyOf(session.Number, next) - 1, SessionTable.KeyOf(session.Number + 1, 0) - 1))
        {
            if (block.FirstSequence != next)
                throw Missing(next);
            yield return block;
            next = block.LastSequence + 1;
        }
    }

    public BlockReader Open(SealedBlock block) => opener.Open(session.Number, block);

    public RecordDecoder DecoderAt(long sequence) => opener.DecoderAt(session.Number, sequence);

    public string SchemaTextAt(long sequence) => opener.SchemaTextAt(session.Number, sequence);

    /// <summary>Inputs from a sequence on.</summary>
    /// <exception cref="InvalidDataException">A block is damaged or missing.</exception>
    public IEnumerable<KernelInput> InputsFrom(long sequence)
    {
        foreach (var block in From(sequence))
        {
            foreach (var input in InputsOf(block))
            {
                if (input.Sequence >= sequence)
                    yield return input;
            }
        }
    }

    private List<KernelInput> InputsOf(SealedBlock block)
    {
        var inputs = new List<KernelInput>(block.Count);
        var reader = Open(block);
        while (reader.Read())
            inputs.Add(reader.Input);
        return inputs;
    }

    private InvalidDataException Missing(long sequence) => new($"session {session.Header.Id}: input {sequence} is missing from the journal");
}
