using System.Buffers;
using System.Reflection;
using CsCheck;

namespace MultiSmc.Core.Tests;

/// <summary>What a state's writer takes, its reader gives back.</summary>
public sealed class CarriedState
{
    [Fact]
    public void Numbers_come_back_to_the_bit() =>
        Gen.Select(Gen.Long.Array, Gen.Double.Array, Gen.Bool).Sample((numbers, reals, flag) =>
        {
            var state = Reader(writer =>
            {
                writer.Int64s(numbers);
                writer.Steps(numbers);
                foreach (var real in reals)
                    writer.Double(real);
                writer.Flag(flag);
                writer.Int128(Int128.MinValue + numbers.Length);
            });
            var read = new long[numbers.Length];
            state.Int64s(read);
            Assert.Equal(numbers, read);
            state.Steps(read);
            Assert.Equal(numbers, read);
            foreach (var real in reals)
                Assert.Equal(BitConverter.DoubleToInt64Bits(real), BitConverter.DoubleToInt64Bits(state.Double(0)));
            Assert.Equal(flag, state.Flag(false));
            Assert.Equal(Int128.MinValue + numbers.Length, state.Int128(0));
            state.End();
        });

    [Theory]
    [InlineData("run-12-3")]
    [InlineData("run-012-3")]
    [InlineData("run--12-3")]
    [InlineData("-1-2")]
    [InlineData("web_8af-3c")]
    [InlineData("a-b-1-9223372036854775807")]
    [InlineData("a-1-9223372036854775808")]
    [InlineData("")]
    [InlineData(null)]
    public void Names_come_back_as_they_were(string? name)
    {
        var state = Reader(writer =>
        {
            writer.Order(new ClientOrderId(name!));
            writer.List(new ClientListId(name!));
        });
        Assert.Equal(name, state.Order(default(ClientOrderId)).Value);
        Assert.Equal(name, state.List(default(ClientListId)).Value);
        state.End();
    }

    [Fact]
    public void A_text_that_comes_again_takes_a_byte()
    {
        var (once, twice) = (Bytes(writer => writer.Text("Binance")), Bytes(writer =>
        {
            writer.Text("Binance");
            writer.Text("Binance");
        }));
        Assert.Equal(once.Length + 1, twice.Length);
    }

    [Fact]
    public void Every_property_of_an_order_and_an_instrument_comes_back()
    {
        var order = Filled<OrderSpec>();
        var instrument = Filled<Instrument>();
        var state = Reader(writer =>
        {
            writer.Order(order);
            writer.Instrument(instrument);
            writer.Order(new OrderSpec { ClientOrderId = default, Instrument = default, Side = default, Type = default, Quantity = default });
        });
        Assert.Equal(order, state.Order((OrderSpec?)null));
        Assert.Equal(instrument, state.Instrument((Instrument?)null));
        Assert.Null(state.Order((OrderSpec?)null).SelfTrade);
        state.End();
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_its_place()
    {
        Assert.Contains("does not fit 32 bits", Assert.Throws<StateException>(() => Reader(writer => writer.Int64(1L << 40)).Int32(0)).Message, StringComparison.Ordinal);
        Assert.Contains("neither yes nor no", Assert.Throws<StateException>(() => Reader(writer => writer.Int64(2)).Flag(false)).Message, StringComparison.Ordinal);
        Assert.Contains("items in", Assert.Throws<StateException>(() => Reader(writer => writer.Count(9)).Count(0)).Message, StringComparison.Ordinal);
        Assert.Contains("'b' is expected, 'a' found", Assert.Throws<StateException>(() => Reader(writer => writer.Section("a", 1)).Section("b", 1)).Message, StringComparison.Ordinal);
        Assert.Contains("version 1, version 2", Assert.Throws<StateException>(() => Reader(writer => writer.Section("a", 1)).Section("a", 2)).Message, StringComparison.Ordinal);
        Assert.Contains("left behind", Assert.Throws<StateException>(() => Reader(writer => writer.Int64(1)).End()).Message, StringComparison.Ordinal);
        Assert.Contains("does not end", Assert.Throws<StateException>(() => Reader(_ => { }).Int64(0)).Message, StringComparison.Ordinal);
    }

    /// <summary>Each property has a value that is not its default.</summary>
    private static T Filled<T>()
    {
        var made = (T)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(T));
        var next = 10L;
        foreach (var property in typeof(T).GetProperties().Where(property => property.CanWrite))
            property.SetValue(made, ValueOf(property.PropertyType, ref next));
        return made;
    }

    private static object ValueOf(Type type, ref long next)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        next++;
        if (type == typeof(string))
            return $"text{next}";
        if (type == typeof(bool))
            return true;
        if (type.IsEnum)
            return Enum.ToObject(type, 1);
        if (type.IsPrimitive)
            return Convert.ChangeType(next, type, System.Globalization.CultureInfo.InvariantCulture);
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).OrderByDescending(one => one.GetParameters().Length).First();
        var arguments = new List<object>();
        foreach (var parameter in constructor.GetParameters())
            arguments.Add(ValueOf(parameter.ParameterType, ref next));
        return constructor.Invoke([.. arguments]);
    }

    private static byte[] Bytes(Action<StateWriter> write)
    {
        var writer = new StateWriter("test", 0);
        write(writer);
        var bytes = new ArrayBufferWriter<byte>();
        writer.WriteTo(bytes);
        return bytes.WrittenSpan.ToArray();
    }

    private static StateReader Reader(Action<StateWriter> write) => StateReader.Open(Bytes(write), "test");
}
