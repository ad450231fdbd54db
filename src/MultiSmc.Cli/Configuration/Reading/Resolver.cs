namespace MultiSmc.Cli.Configuration;

/// <summary>
/// Judges a tree against the table, key by key, and fills in defaults. What keys say to each other is judged by <see cref="ContradictionRules"/>.
/// </summary>
/// <param name="faults">Gets what is wrong.</param>
internal sealed class Resolver(List<ConfigurationFault> faults)
{
    /// <summary>Values of the whole file.</summary>
    public SectionValues Resolve(ConfigNode.Section top)
    {
        var defaults = (SchemaNode.Section?)ConfigurationSchema.Root.Find("defaults");
        var written = defaults is null ? null : ResolveDefaults(defaults, top);
        return ResolveSection(ConfigurationSchema.Root, top, top.Origin, "", written);
    }

    // Only what is written: a default of the table must not hide behind `defaults`, or its source would be wrong.
    private SectionValues ResolveDefaults(SchemaNode.Section spec, ConfigNode.Section top)
    {
        var values = new SectionValues(spec.Name, top.Origin);
        var node = top.Entries.TryGetValue(spec.Name, out var entry) ? AsSection(entry.Value, spec.Name) : null;
        RefuseUnknown(spec, node, spec.Name);
        foreach (var group in spec.Children.OfType<SchemaNode.Section>())
        {
            var path = ConfigPath.Child(spec.Name, group.Name);
            var inner = new SectionValues(path, node?.Origin ?? top.Origin);
            values.Add(group.Name, inner);
            if (node is null || !node.Entries.TryGetValue(group.Name, out var groupEntry) || AsSection(groupEntry.Value, path) is not { } groupNode)
                continue;
            RefuseUnknown(group, groupNode, path);
            foreach (var key in group.Children.OfType<SchemaNode.Key>())
            {
                if (groupNode.Entries.TryGetValue(key.Name, out var keyEntry))
                    inner.Set(Read(key, keyEntry, ConfigPath.Child(path, key.Name)));
            }
        }

        return values;
    }

    private SectionValues ResolveSection(SchemaNode.Section spec, ConfigNode.Section? node, Origin origin, string path, SectionValues? defaults)
    {
        var values = new SectionValues(path, node?.Origin ?? origin);
        RefuseUnknown(spec, node, path);
        foreach (var child in spec.Children)
        {
            var childPath = ConfigPath.Child(path, child.Name);
            var entry = node?.Entries.GetValueOrDefault(child.Name);
            switch (child)
            {
                case SchemaNode.Key key:
                    values.Set(ReadOrDefault(key, entry, childPath, values.Origin, defaults?.FindValue(key.Name)));
                    break;
                case SchemaNode.Section { Name: "defaults" } when path.Length == 0:
                    break;
                case SchemaNode.Section section:
                    var inner = entry is null ? null : AsSection(entry.Value, childPath);
                    var shared = defaults?.FindSection(section.Name);
                    values.Add(section.Name, ResolveSection(section, inner, entry?.KeyOrigin ?? values.Origin, childPath, shared));
                    break;
                case SchemaNode.SectionList list:
                    values.Add(list.Name, ResolveList(list, entry, childPath, values.Origin, defaults));
                    break;
                case SchemaNode.AmountMap amounts:
                    values.Add(amounts.Name, ResolveAmounts(amounts, entry, childPath, values.Origin));
                    break;
            }
        }

        return values;
    }

    private SectionValues ResolveList(SchemaNode.SectionList spec, ConfigNode.Entry? entry, string path, Origin origin, SectionValues? defaults)
    {
        var values = new SectionValues(path, entry?.KeyOrigin ?? origin);
        if (entry is null or { Value: ConfigNode.Scalar { IsNothing: true } })
            return values;
        if (entry.Value is not ConfigNode.Sequence list)
        {
            Refuse(entry.Value, path, "a list of sections");
            values.AddItem(Placeholder(path, entry));
            return values;
        }

        for (var i = 0; i < list.Items.Count; i++)
        {
            var itemPath = ConfigPath.Item(path, i);
            if (list.Items[i] is ConfigNode.Section item)
            {
                values.AddItem(ResolveSection(spec.Item, item, item.Origin, itemPath, defaults));
                continue;
            }

            Refuse(list.Items[i], itemPath, "a section");
            values.AddItem(Placeholder(itemPath, entry));
        }

        return values;
    }

    // Keeps "there are no symbols" from being said of symbols that cannot be read.
    private static SectionValues Placeholder(string path, ConfigNode.Entry entry) => new(path, entry.KeyOrigin);

    private SectionValues ResolveAmounts(SchemaNode.AmountMap spec, ConfigNode.Entry? entry, string path, Origin origin)
    {
        var values = new SectionValues(path, entry?.KeyOrigin ?? origin);
        var node = entry is null ? null : AsSection(entry.Value, path);
        if (entry is null)
        {
            var fallback = AmountKey(spec, spec.DefaultAsset);
            var assetPath = ConfigPath.Child(path, fallback.Name);
            values.Set(Read(fallback, new ConfigNode.Entry(Origin.Default, ConfigNode.FromDefault(spec.DefaultAmount)), assetPath));
        }

        foreach (var (asset, amount) in node?.Entries ?? [])
        {
            var assetPath = ConfigPath.Child(path, asset);
            if (SecretNames.Contains(asset))
                faults.Add(new ConfigurationFault(amount.KeyOrigin, assetPath, SecretNames.Problem) { Value = SecretNames.Mask });
            else if (!TextType.IsCode(asset))
                faults.Add(new ConfigurationFault(amount.KeyOrigin, assetPath, "is not an asset") { Allowed = TextType.Code.Allowed });
            else
                values.Set(Read(AmountKey(spec, asset), amount, assetPath));
        }

        return values;
    }

    private EffectiveValue ReadOrDefault(SchemaNode.Key key, ConfigNode.Entry? entry, string path, Origin section, EffectiveValue? shared)
    {
        if (entry is not null)
            return Read(key, entry, path);
        if (shared is not null)
            return shared with { Path = path, IsShared = true };
        if (key.Default is not null)
            return Read(key, new ConfigNode.Entry(Origin.Default, ConfigNode.FromDefault(key.Default)), path);
        if (key.IsRequired)
            faults.Add(new ConfigurationFault(section, path, "is missing") { Allowed = key.Type.Allowed });
        return new EffectiveValue(path, key, null, Origin.Default, key.IsRequired);
    }

    private EffectiveValue Read(SchemaNode.Key key, ConfigNode.Entry entry, string path)
    {
        RefuseSecretsInside(entry.Value, path);
        var value = key.Type.Read(entry.Value, path, faults);
        return new EffectiveValue(path, key, value, entry.Value.Origin, value is null);
    }

    // A section whose keys are all commented out is YAML's null: an empty section.
    private ConfigNode.Section? AsSection(ConfigNode node, string path)
    {
        if (node is ConfigNode.Section section)
            return section;
        if (node is not ConfigNode.Scalar { IsNothing: true })
            Refuse(node, path, "a section (keys on lines of their own, indented)");
        return null;
    }

    private void Refuse(ConfigNode node, string path, string wanted)
    {
        RefuseSecretsInside(node, path);
        faults.Add(new ConfigurationFault(node.Origin, path, $"is {node.Kind}, not {wanted}"));
    }

    private void RefuseUnknown(SchemaNode.Section spec, ConfigNode.Section? node, string path)
    {
        foreach (var (name, entry) in node?.Entries ?? [])
        {
            if (spec.Find(name) is not null)
                continue;
            var childPath = ConfigPath.Child(path, name);
            faults.Add(UnknownKeys.Fault(spec, name, childPath, entry.KeyOrigin));
            RefuseSecretsInside(entry.Value, childPath);
        }
    }

    // Where a tree does not fit the table nobody else looks inside, but a secret in it is still to be told.
    private void RefuseSecretsInside(ConfigNode node, string path)
    {
        switch (node)
        {
            case ConfigNode.Section section:
                foreach (var (name, entry) in section.Entries)
                {
                    var childPath = ConfigPath.Child(path, name);
                    if (SecretNames.Contains(name))
                        faults.Add(new ConfigurationFault(entry.KeyOrigin, childPath, SecretNames.Problem) { Value = SecretNames.Mask });
                    RefuseSecretsInside(entry.Value, childPath);
                }

                break;
            case ConfigNode.Sequence list:
                for (var i = 0; i < list.Items.Count; i++)
                    RefuseSecretsInside(list.Items[i], ConfigPath.Item(path, i));
                break;
        }
    }

    private static SchemaNode.Key AmountKey(SchemaNode.AmountMap spec, string asset) => new(asset, DecimalType.NotNegative, spec.Description);
}
