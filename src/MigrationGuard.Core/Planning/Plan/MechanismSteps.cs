namespace MigrationGuard.Planning.Plan;

/// <summary>The commands that take a release out of service and bring the previous one back, for each mechanism.</summary>
internal sealed class MechanismSteps(DeploymentSettings? settings)
{
    private readonly DeploymentSettings _settings = settings ?? new DeploymentSettings();

    /// <summary>The names that a mechanism needs and the configuration lacks, as properties of <c>deployment</c>.</summary>
    public IReadOnlyList<string> Missing() => _settings.Mechanism switch
    {
        DeploymentMechanism.Kubernetes => Lacking(("name", _settings.Name)),
        DeploymentMechanism.BlueGreen => Lacking(("name", _settings.Name), ("service", _settings.Service), ("current", _settings.Current), ("previous", _settings.Previous)),
        DeploymentMechanism.Canary => Lacking(("name", _settings.Name), ("ingress", _settings.Ingress)),
        DeploymentMechanism.Iis => Lacking(("site", _settings.Site), ("appPool", _settings.AppPool), ("previous", _settings.Previous)),
        DeploymentMechanism.Systemd => Lacking(("unit", _settings.Unit), ("link", _settings.Link), ("previous", _settings.Previous)),
        _ => [],
    };

    /// <summary>Takes the new release out of service, so that nothing writes while the schema changes.</summary>
    public IReadOnlyList<PlanStep> Drain()
    {
        var jobs = (Phrase)$"Its background jobs and consumers stop as well: they write, too.";
        if (!IsKnown)
        {
            return [new PlanStep { Action = $"Stop the new release from writing: take it out of traffic, stop its background jobs.", Check = $"No connection of the new release to the database is left.", OnFailure = Cut }];
        }

        return _settings.Mechanism switch
        {
            DeploymentMechanism.Kubernetes => [Scale(_settings.Name!, 0, $"Stop the new release from writing: scale it to zero.", jobs)],
            DeploymentMechanism.BlueGreen => [Scale(Deployment(_settings.Current!), 0, $"Stop the new release from writing: scale {new Code(Deployment(_settings.Current!))} to zero.", jobs)],
            DeploymentMechanism.Canary => [Weight(), Scale(_settings.Name!, 0, $"Stop the canary from writing: scale it to zero.", jobs)],
            DeploymentMechanism.Iis =>
            [
                new PlanStep
                {
                    Action = $"Stop the new release from writing: stop its application pool.",
                    Shell = "powershell",
                    Command = "Stop-WebAppPool -Name " + Quote(_settings.AppPool!),
                    Check = $"The pool is stopped.",
                    CheckCommand = "(Get-WebAppPoolState -Name " + Quote(_settings.AppPool!) + ").Value",
                    Expected = "Stopped",
                    LimitMinutes = 5,
                    Notes = [jobs],
                    OnFailure = Cut,
                },
            ],
            DeploymentMechanism.Systemd =>
            [
                new PlanStep
                {
                    Action = $"Stop the new release from writing: stop its unit.",
                    Command = "sudo systemctl stop " + Word(_settings.Unit!),
                    Check = $"The unit is inactive.",
                    CheckCommand = "systemctl is-active " + Word(_settings.Unit!),
                    Expected = "inactive",
                    LimitMinutes = 5,
                    Notes = [jobs],
                    OnFailure = Cut,
                },
            ],
            _ => [new PlanStep { Action = $"Stop the new release from writing: close it wherever it runs.", Check = $"No connection of the new release to the database is left.", OnFailure = Cut }],
        };
    }

    /// <summary>Brings the previous release back into service.</summary>
    /// <param name="drained">Whether the new release was taken out of service before.</param>
    public IReadOnlyList<PlanStep> Redeploy(bool drained)
    {
        var steps = new List<PlanStep>();
        if (!IsKnown || _settings.Mechanism == DeploymentMechanism.None)
        {
            steps.Add(new PlanStep
            {
                Action = $"Redeploy the previous release{Version()} and put it back into traffic.",
                Check = $"It answers, and its error rate is what it was before.",
                LimitMinutes = 15,
                OnFailure = Again,
            });
        }
        else
        {
            steps.AddRange(_settings.Mechanism switch
            {
                DeploymentMechanism.Kubernetes => Kubernetes(drained),
                DeploymentMechanism.BlueGreen => BlueGreen(),
                DeploymentMechanism.Canary => Canary(drained),
                DeploymentMechanism.Iis => Iis(drained),
                _ => Systemd(),
            });
        }

        if (_settings.Health is { } health)
        {
            steps.Add(new PlanStep
            {
                Action = $"Check the health of what serves now.",
                Command = "curl --fail --silent --show-error --output /dev/null --write-out '%{http_code}\\n' " + Word(health),
                Check = $"It answers 200.",
                Expected = "200",
                LimitMinutes = 5,
                OnFailure = $"Ask again for two minutes; then read the log of the previous release, and go to \"If the rollback fails\".",
            });
        }

        if (_settings.VersionEndpoint is { } version)
        {
            steps.Add(new PlanStep
            {
                Action = $"Check which version serves now.",
                Command = "curl --fail --silent --show-error " + Word(version),
                Check = $"It answers the previous version{Version()}.",
                LimitMinutes = 5,
                OnFailure = Again,
            });
        }

        return steps;
    }

    /// <summary>The command that starts a rollback of the code alone; null when there is none.</summary>
    public string? FirstCommand() => !IsKnown ? null : Redeploy(drained: false).Select(step => step.Command).FirstOrDefault(command => command is not null);

    private bool IsKnown => _settings.Mechanism is not null && Missing().Count == 0;

    private Phrase Cut => $"Cut its access to the database: lock its login, or take the service out of the network. Do not go on while it can write.";

    private Phrase Again => $"Try once more. When the previous release does not come up, go to \"If the rollback fails\".";

    private string Namespace => _settings.Namespace is { } name ? " --namespace " + Word(name) : "";

    private IEnumerable<PlanStep> Kubernetes(bool drained)
    {
        var deployment = "deployment/" + Word(_settings.Name!);
        yield return new PlanStep
        {
            Action = $"Go back to the previous revision{Version()}.",
            Command = "kubectl rollout undo " + deployment + Namespace,
            Check = $"The image is that of the previous version{Version()}.",
            CheckCommand = "kubectl get " + deployment + Namespace + " --output jsonpath='{.spec.template.spec.containers[*].image}'",
            LimitMinutes = 5,
            Notes =
            [
                $"When the last revision is not the last good one: {new Code("kubectl rollout history " + deployment + Namespace)} lists them, {new Code("kubectl rollout undo " + deployment + Namespace + " --to-revision=$REVISION")} picks one.",
            ],
            OnFailure = Again,
        };
        if (drained)
        {
            yield return new PlanStep
            {
                Action = $"Scale it up to the number of replicas that was written down.",
                Command = "kubectl scale " + deployment + Namespace + " --replicas=$REPLICAS",
                Check = $"The number of replicas is the one before.",
                CheckCommand = "kubectl get " + deployment + Namespace + " --output jsonpath='{.spec.replicas}'",
                LimitMinutes = 5,
                OnFailure = Again,
            };
        }

        yield return Rollout(deployment);
    }

    private IEnumerable<PlanStep> BlueGreen()
    {
        var service = "service/" + Word(_settings.Service!);
        var label = _settings.Label ?? "version";
        yield return Rollout("deployment/" + Word(Deployment(_settings.Previous!))) with
        {
            Action = $"See that the previous release is still there and ready.",
            OnFailure = $"Scale it up first: {new Code("kubectl scale deployment/" + Word(Deployment(_settings.Previous!)) + Namespace + " --replicas=$REPLICAS")}",
        };
        yield return new PlanStep
        {
            Action = $"Switch the selector of the service to {new Code(_settings.Previous!)}.",
            Command = "kubectl patch " + service + Namespace + " --patch " + ShellText.Word("{\"spec\":{\"selector\":{" + JsonWord(label) + ":" + JsonWord(_settings.Previous!) + "}}}"),
            Check = $"The selector names the previous release.",
            CheckCommand = "kubectl get " + service + Namespace + " --output " + ShellText.Word("jsonpath={.spec.selector." + label.Replace(".", "\\.") + "}"),
            Expected = _settings.Previous,
            LimitMinutes = 5,
            OnFailure = Again,
        };
        yield return Scale(Deployment(_settings.Current!), 0, $"Scale the new release down, once the previous one serves without errors.", null);
    }

    private IEnumerable<PlanStep> Canary(bool drained)
    {
        if (!drained)
        {
            yield return Weight();
            yield return Scale(_settings.Name!, 0, $"Remove the canary: scale it to zero.", null);
        }
        else
        {
            yield return new PlanStep
            {
                Action = $"See that all traffic goes to the stable release.",
                Command = "kubectl get ingress/" + Word(_settings.Ingress!) + Namespace + " --output " + ShellText.Word("jsonpath={.metadata.annotations.nginx\\.ingress\\.kubernetes\\.io/canary-weight}"),
                Check = $"The weight is zero.",
                Expected = "0",
                LimitMinutes = 5,
                OnFailure = Again,
            };
        }
    }

    private IEnumerable<PlanStep> Iis(bool drained)
    {
        yield return new PlanStep
        {
            Action = $"Point the site to the folder of the previous release{Version()}.",
            Shell = "powershell",
            Command = "Import-Module WebAdministration\nSet-ItemProperty -Path " + Quote("IIS:\\Sites\\" + _settings.Site) + " -Name physicalPath -Value " + Quote(_settings.Previous!),
            Check = $"The path is that of the previous release.",
            CheckCommand = "(Get-Item -Path " + Quote("IIS:\\Sites\\" + _settings.Site) + ").physicalPath",
            Expected = _settings.Previous,
            LimitMinutes = 5,
            OnFailure = Again,
        };
        yield return new PlanStep
        {
            Action = drained ? $"Start the application pool." : (Phrase)$"Restart the application pool.",
            Shell = "powershell",
            Command = (drained ? "Start" : "Restart") + "-WebAppPool -Name " + Quote(_settings.AppPool!),
            Check = $"The pool is started.",
            CheckCommand = "(Get-WebAppPoolState -Name " + Quote(_settings.AppPool!) + ").Value",
            Expected = "Started",
            LimitMinutes = 5,
            OnFailure = Again,
        };
    }

    private IEnumerable<PlanStep> Systemd()
    {
        yield return new PlanStep
        {
            Action = $"Point the link to the previous release{Version()}.",
            Command = "sudo ln --symbolic --force --no-dereference " + Word(_settings.Previous!) + " " + Word(_settings.Link!),
            Check = $"The link leads to the previous release.",
            CheckCommand = "readlink " + Word(_settings.Link!),
            Expected = _settings.Previous,
            LimitMinutes = 5,
            OnFailure = Again,
        };
        yield return new PlanStep
        {
            Action = $"Restart the unit.",
            Command = "sudo systemctl restart " + Word(_settings.Unit!),
            Check = $"The unit is active.",
            CheckCommand = "systemctl is-active " + Word(_settings.Unit!),
            Expected = "active",
            LimitMinutes = 5,
            OnFailure = $"Read {new Code("journalctl --unit " + Word(_settings.Unit!) + " --lines 100")}. {Again}",
        };
    }

    private PlanStep Rollout(string deployment) => new()
    {
        Action = $"Wait until every replica is ready.",
        Command = "kubectl rollout status " + deployment + Namespace + " --timeout=5m",
        Check = $"It says that the deployment was rolled out.",
        LimitMinutes = 5,
        OnFailure = $"{new Code("kubectl describe " + deployment + Namespace)} says why a replica does not start. {Again}",
    };

    private PlanStep Weight() => new()
    {
        Action = $"Take all weight from the canary.",
        Command = "kubectl annotate ingress/" + Word(_settings.Ingress!) + Namespace + " --overwrite nginx.ingress.kubernetes.io/canary-weight=0",
        Check = $"The weight is zero.",
        CheckCommand = "kubectl get ingress/" + Word(_settings.Ingress!) + Namespace + " --output " + ShellText.Word("jsonpath={.metadata.annotations.nginx\\.ingress\\.kubernetes\\.io/canary-weight}"),
        Expected = "0",
        LimitMinutes = 5,
        Notes = [$"Straight to zero: speed counts. Go down in the steps of the rollout only when the stable release cannot take all of the traffic at once."],
        OnFailure = $"Delete the canary's ingress: {new Code("kubectl delete ingress/" + Word(_settings.Ingress!) + Namespace)}",
    };

    private PlanStep Scale(string name, int replicas, Phrase action, Phrase? note) => new()
    {
        Action = action,
        Command = "kubectl scale deployment/" + Word(name) + Namespace + " --replicas=" + Json.Numbers.Text(replicas),
        Check = $"No replica is left.",
        CheckCommand = "kubectl get deployment/" + Word(name) + Namespace + " --output jsonpath='{.status.replicas}'",
        Expected = "",
        LimitMinutes = 5,
        Notes =
        [
            .. note is null ? Array.Empty<Phrase>() : [note],
            $"Write down the number of replicas first: {new Code("kubectl get deployment/" + Word(name) + Namespace + " --output jsonpath='{.spec.replicas}'")}",
        ],
        OnFailure = Cut,
    };

    private string Deployment(string colour) => _settings.Name + "-" + colour;

    private Phrase Version() => _settings.PreviousVersion is { } version ? $" ({new Code(version)})" : (Phrase)$"";

    private static string Word(string word) => word.Length > 1 && word[0] == '$' && word.Skip(1).All(c => c is >= 'A' and <= 'Z' or >= '0' and <= '9' or '_') ? "\"" + word + "\"" : ShellText.Word(word);

    private static string Quote(string text) => "'" + Reports.Inert.Line(text).Replace("'", "''") + "'";

    private static string JsonWord(string text) => "\"" + Reports.Inert.Line(text).Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    private static IReadOnlyList<string> Lacking(params IReadOnlyList<(string Name, string? Value)> needed) => [.. needed.Where(entry => entry.Value is null).Select(entry => entry.Name)];
}
