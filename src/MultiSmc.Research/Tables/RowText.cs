using System.Globalization;
using System.Text;

namespace MultiSmc.Research;

/// <summary>Cells of comma-separated tables: integers plain, doubles shortest round trip, nothing for what is not available.</summary>
public static class RowText
{
    /// <summary>An integer.</summary>
    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>A double in the shortest form that reads back as the same bits ("1.0", "1.5e-09"); empty for NaN.</summary>
    public static string Of(double value)
    {
        if (double.IsNaN(value))
            return "";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponentAt = text.IndexOf('E', StringComparison.Ordinal);
        if (exponentAt < 0)
            return text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
        var mantissa = text[..exponentAt];
        var exponent = int.Parse(text.AsSpan(exponentAt + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        // Between 10^-4 and 10^16 people and other tools write the digits out.
        return exponent is < -4 or >= 16
            ? mantissa + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString("D2", CultureInfo.InvariantCulture)
            : WriteOut(mantissa, exponent);
    }

    /// <summary>"LastSwing" as "last_swing".</summary>
    public static string Snake(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0)
                text.Append('_');
            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private static string WriteOut(string mantissa, int exponent)
    {
        var sign = mantissa.StartsWith('-') ? "-" : "";
        var digits = mantissa.Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);
        return exponent < 0
            ? sign + "0." + new string('0', -exponent - 1) + digits
            : digits.Length <= exponent + 1
                ? sign + digits.PadRight(exponent + 1, '0') + ".0"
                : sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }
}
