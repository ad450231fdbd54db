using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MultiSmc.Learning;

/// <summary>A feature and the version of its formula.</summary>
/// <param name="Name">Name in the schema.</param>
/// <param name="Version">Raised when the formula changes.</param>
public readonly record struct FeatureDefinition(string Name, int Version);

/// <summary>
/// Which features a model sees, in which order and by which formulas. Its hash stands in the model's passport: a model whose hash differs from the
/// one computed
/// here is refused. Change a formula and raise its version; add, drop or reorder, and the hash changes too.
/// </summary>
public sealed class FeatureSchema
{
    /// <param name="name">Name of the schema.</param>
    /// <param name="version">Its version.</param>
    /// <param name="features">Features in row order.</param>
    public FeatureSchema(string name, int version, IReadOnlyList<FeatureDefinition> features)
    {
        Name = name;
        Version = version;
        Features = features;
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"{name}|{version}\n"));
        for (var i = 0; i < features.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i}|{features[i].Name}|{features[i].Version}|f32\n");
        CanonicalText = text.ToString();
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalText)));
    }

    /// <summary>The forty features asked when the price approaches a zone.</summary>
    public static FeatureSchema OteApproach { get; } = new("ote-approach", 1, [.. OteFeatures.Names.Select(name => new FeatureDefinition(name, 1))]);

    /// <summary>Name of the schema.</summary>
    public string Name { get; }

    /// <summary>Version of the schema.</summary>
    public int Version { get; }

    /// <summary>Features in row order.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; }

    /// <summary>"name|version", then "ordinal|feature|formula version|f32" line by line, each line ended by LF.</summary>
    public string CanonicalText { get; }

    /// <summary>SHA-256 of <see cref="CanonicalText"/> in UTF-8, as lower-case hex.</summary>
    public string Sha256 { get; }
}
