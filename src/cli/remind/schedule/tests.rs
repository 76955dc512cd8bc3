use super::*;

fn reminder(days: &[Weekday]) -> Reminder {
    Reminder {
        at: NaiveTime::from_hms_opt(18, 5, 0).unwrap(),
        days: days.to_vec(),
        command: words(&["/opt/50% off/it's/firstline", "remind"]),
        desktop: vec![("DISPLAY", ":0".to_owned())],
    }
}

fn installed(scheduler: Scheduler, days: &[Weekday]) -> Steps {
    install(
        scheduler,
        &reminder(days),
        Path::new("/home/m/.config"),
        Path::new("/home/m"),
    )
}

/// Everything a scheduler is given: files with their paths, then commands, as text.
fn told(scheduler: Scheduler, days: &[Weekday]) -> String {
    let steps = installed(scheduler, days);
    let files = steps.write.iter();
    let files = files.map(|(path, text)| format!("{}\n{text}", path.display()));
    let commands = steps.run.iter().map(|words| format!("{words:#?}"));
    files.chain(commands).collect::<Vec<_>>().join("\n")
}

#[test]
fn systemd_gets_a_timer_and_a_service() {
    let days = [Weekday::Mon, Weekday::Fri];
    insta::assert_snapshot!(told(Scheduler::Systemd, &days), @r#"
        /home/m/.config/systemd/user/firstline-remind.service
        [Unit]
        Description=A gentle reminder from firstline

        [Service]
        Type=oneshot
        ExecStart="/opt/50%% off/it's/firstline" "remind"

        /home/m/.config/systemd/user/firstline-remind.timer
        [Unit]
        Description=When firstline reminds you

        [Timer]
        OnCalendar=Mon,Fri *-*-* 18:05:00
        Persistent=false

        [Install]
        WantedBy=timers.target

        [
            "systemctl",
            "--user",
            "daemon-reload",
        ]
        [
            "systemctl",
            "--user",
            "enable",
            "--now",
            "firstline-remind.timer",
        ]
        "#);
    let daily = told(Scheduler::Systemd, &[]);
    assert!(daily.contains("OnCalendar=*-*-* 18:05:00\n"), "{daily}");
}

#[test]
fn launchd_gets_an_agent() {
    insta::assert_snapshot!(told(Scheduler::Launchd, &[Weekday::Sun, Weekday::Wed]), @r#"
        /home/m/Library/LaunchAgents/firstline-remind.plist
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>firstline-remind</string>
          <key>ProgramArguments</key>
          <array>
            <string>/opt/50% off/it's/firstline</string>
            <string>remind</string>
          </array>
          <key>StartCalendarInterval</key>
          <array>
            <dict><key>Weekday</key><integer>0</integer><key>Hour</key><integer>18</integer><key>Minute</key><integer>5</integer></dict>
            <dict><key>Weekday</key><integer>3</integer><key>Hour</key><integer>18</integer><key>Minute</key><integer>5</integer></dict>
          </array>
        </dict>
        </plist>

        [
            "launchctl",
            "load",
            "-w",
            "/home/m/Library/LaunchAgents/firstline-remind.plist",
        ]
        "#);
}

#[test]
fn the_task_scheduler_gets_a_task() {
    insta::assert_snapshot!(told(Scheduler::Tasks, &[Weekday::Mon]), @r#"
        [
            "schtasks",
            "/Create",
            "/F",
            "/TN",
            "firstline-remind",
            "/ST",
            "18:05",
            "/TR",
            "\"/opt/50% off/it's/firstline\" \"remind\"",
            "/SC",
            "WEEKLY",
            "/D",
            "MON",
        ]
        "#);
}

#[test]
fn cron_gets_one_line_and_keeps_the_others() {
    let Crontab::Line(line) = installed(Scheduler::Cron, &[]).crontab else {
        panic!("no line")
    };
    assert_eq!(
        line,
        "5 18 * * * DISPLAY=':0' '/opt/50''\\% off/it'\\''s/firstline' 'remind' # firstline-remind"
    );
    let others = b"MAILTO=m\xe9\n\n0 1 * * * backup\n";
    let once = crontab_with(others, Some(&line));
    let expected = [others.as_slice(), line.as_bytes(), b"\n"].concat();
    assert_eq!(once, expected);
    assert_eq!(
        crontab_with(&once, Some(&line)),
        once,
        "a second time changes nothing"
    );
    assert_eq!(crontab_with(&once, None), others);
    assert_eq!(crontab_with(b"", None), b"");
}

#[test]
fn a_path_that_cannot_be_quoted_is_refused_and_any_other_is_read_as_it_is() {
    let all = [
        Scheduler::Systemd,
        Scheduler::Launchd,
        Scheduler::Cron,
        Scheduler::Tasks,
    ];
    for scheduler in all {
        for bad in ["/d/x\n* * * * * rm", "/d/x\ry", "/d/\u{1b}[2J", "/d/\u{85}"] {
            let said = problem(scheduler, &words(&["/bin/firstline", "--db", bad]));
            let said = said.unwrap_or_else(|| panic!("{scheduler:?} took {bad:?}"));
            assert!(said.contains("control character"), "{said}");
            assert!(
                !said.contains(|letter: char| letter.is_control()),
                "{said:?}"
            );
        }
        let fine = ["/bin/$HOME & <co>/firstline", "--db", "/it's", "remind"];
        assert_eq!(problem(scheduler, &words(&fine)), None, "{scheduler:?}");
    }
    let deep = format!("C:\\{}\\b.db", "folder\\".repeat(40));
    let said = problem(Scheduler::Tasks, &words(&[&deep])).unwrap();
    assert!(said.contains("up to 261 characters"), "{said}");
    for bad in ["C:\\a\"b.db", "C:\\%TEMP%\\b.db"] {
        assert!(problem(Scheduler::Tasks, &words(&[bad])).is_some(), "{bad}");
        assert_eq!(problem(Scheduler::Cron, &words(&[bad])), None, "{bad}");
    }
    for bad in ["/it's/firstline", "/a\\b/firstline", "/a\"b/firstline"] {
        let said = problem(Scheduler::Systemd, &words(&[bad, "remind"])).unwrap();
        assert!(said.contains("a quotation mark or a backslash"), "{said}");
    }
    assert_eq!(systemd_word("/a$b", false), "\"/a$b\"");
    assert_eq!(systemd_word("/a$b\\\"%c", true), "\"/a$$b\\\\\\\"%%c\"");
}

/// How cron transforms a command before it passes it to the shell (`do_command.c` of Vixie cron and cronie).
#[cfg(unix)]
fn through_cron(command: &str) -> String {
    let (mut out, mut escaped) = (String::new(), false);
    for letter in command.chars() {
        if escaped {
            if letter == '%' {
                out.pop();
            }
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if letter == '%' {
            break;
        }
        out.push(letter);
    }
    out
}

#[cfg(unix)]
#[test]
fn cron_and_its_shell_read_back_every_path_as_it_is() {
    for word in [
        "/a b/c",
        "/50%/off",
        "/back\\%slash",
        "/back\\\\%s",
        "/it's/$HOME/`id`/$(id)",
        "/\"q\"/%%/'%'",
        "/ends\\",
    ] {
        let command = format!("printf %s {}", shell_word(word)).replacen("%s", "\\%s", 1);
        let shell = std::process::Command::new("/bin/sh")
            .args(["-c", &through_cron(&command)])
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&shell.stdout), word);
    }
}

#[test]
fn what_is_set_up_can_be_taken_away() {
    for scheduler in [
        Scheduler::Systemd,
        Scheduler::Launchd,
        Scheduler::Cron,
        Scheduler::Tasks,
    ] {
        let (config, home) = (Path::new("/c"), Path::new("/h"));
        let set = install(scheduler, &reminder(&[]), config, home);
        let away = remove(scheduler, config, home);
        let mut written: Vec<_> = set.write.iter().map(|(path, _)| path.clone()).collect();
        let mut removed = away.remove.clone();
        written.sort();
        removed.sort();
        assert_eq!(written, removed, "{scheduler:?}");
        assert_eq!(
            set.crontab != Crontab::Untouched,
            away.crontab != Crontab::Untouched
        );
    }
}
